"""A list as a heap: each item is at most as large as the two below it."""
import sys as _sys

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]
__absent__ = ()
if _sys.version_info[1] < 14:
    __absent__ = ("heapify_max", "heappop_max", "heappush_max", "heappushpop_max", "heapreplace_max")


def heappush(heap, item, /):
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap, /):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _siftup(heap, 0)
    return first


def heapreplace(heap, item, /):
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return first


def heappushpop(heap, item, /):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(heap, /):
    for place in reversed(range(len(heap) // 2)):
        _siftup(heap, place)


def _siftdown(heap, start, place):
    """Moves the item towards the root until its parent isn't larger."""
    item = heap[place]
    while place > start:
        parent = (place - 1) >> 1
        if not item < heap[parent]:
            break
        heap[place] = heap[parent]
        place = parent
    heap[place] = item


def _siftup(heap, place):
    """Moves the smaller children up until a leaf is free, and lets the item rise from there."""
    end, start, item = len(heap), place, heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _siftdown(heap, start, place)


class _Descending:
    """An item that compares the other way round."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return other.value < self.value


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        following = iter(iterable).__next__
        try:
            value = following()
        except StopIteration:
            continue
        heap.append([_rank(value, key, reverse), order, value, following])
    heapify(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        try:
            entry[2] = entry[3]()
        except StopIteration:
            heappop(heap)
            continue
        entry[0] = _rank(entry[2], key, reverse)
        heapreplace(heap, entry)


def _rank(value, key, reverse):
    rank = value if key is None else key(value)
    return _Descending(rank) if reverse else rank


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
