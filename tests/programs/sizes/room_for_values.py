# Which instances have room for the values of their attributes from the start.
# since: 3.11
import tracemalloc


class Plain:
    pass


class FromList(list):
    pass


class FromDict(dict):
    pass


class FromInt(int):
    pass


class FromException(Exception):
    pass


def one_by_one(kind, count):
    """What each of the first instances takes, to within a few numbers that come and go."""
    kept = [None] * count
    read = [0] * (count + 1)
    read[0] = tracemalloc.get_traced_memory()[0]
    for place in range(count):
        kept[place] = kind()
        read[place + 1] = tracemalloc.get_traced_memory()[0]
    return ['much' if after - before > 250 else 'little' for before, after in zip(read, read[1:])]


tracemalloc.start()
for kind in (Plain, FromList, FromDict, FromInt, FromException):
    print(kind.__name__, one_by_one(kind, 5))
