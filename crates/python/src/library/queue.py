"""Queues between threads."""
import sys as _sys
import threading
from _collections import deque
from _thread import _monotonic as time
from heapq import heappop, heappush

_version = _sys.version_info[:2]
_NEGATIVE = "'timeout' must be a non-negative number"

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]
__absent__ = ()


class Full(Exception):
    pass


class Empty(Exception):
    __module__ = "_queue"


if _version < (3, 13):
    __absent__ += ("ShutDown",)

    def _closed(line):
        return False
else:
    __all__.insert(2, "ShutDown")

    class ShutDown(Exception):
        """The queue was shut down."""

    def _closed(line):
        return line.is_shutdown


# How long somebody is ready to wait: None is for ever, 0 not at all, anything else ends at that time.

def _patience(block, timeout):
    if not block:
        return 0
    return None if timeout is None else time() + timeout


def _left(end):
    return end and end - time()


class SimpleQueue:
    """First in, first out, without a limit."""

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def put(self, item, block=True, timeout=None):
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        if not block:
            timeout = None
        elif timeout is not None and timeout < 0:
            raise ValueError(_NEGATIVE)
        if self._count.acquire(block, timeout):
            return self._queue.popleft()
        raise Empty

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)


class Queue:
    """First in, first out; with a largest size, put waits for room."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = mutex = threading.Lock()
        for event in ("not_empty", "not_full", "all_tasks_done"):
            setattr(self, event, threading.Condition(mutex))
        self.unfinished_tasks = 0
        if _version >= (3, 13):
            self.is_shutdown = False

    # A queue of another order has these otherwise, and maybe _qsize.

    def _init(self, maxsize):
        self.queue = deque()

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    # The waits stand in put and get themselves: whoever counts references to the queue or the item while
    # a thread waits shall not find those of a helper.

    def get(self, block=True, timeout=None):
        with self.not_empty:
            if _closed(self) and not self._qsize():
                raise ShutDown
            if block and timeout is not None and timeout < 0:
                raise ValueError(_NEGATIVE)
            end = _patience(block, timeout)
            while not self._qsize():
                if _closed(self):
                    raise ShutDown
                left = _left(end)
                if left is not None and left <= 0:
                    raise Empty
                self.not_empty.wait(left)
            item = self._get()
            self.not_full.notify()
            return item

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if _closed(self):
                raise ShutDown
            # Without a limit even a timeout that makes no sense is never looked at.
            if self.maxsize > 0:
                if block and timeout is not None and timeout < 0:
                    raise ValueError(_NEGATIVE)
                end = _patience(block, timeout)
                while self._qsize() >= self.maxsize:
                    left = _left(end)
                    if left is not None and left <= 0:
                        raise Full
                    self.not_full.wait(left)
                    if _closed(self):
                        raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get_nowait(self):
        return self.get(False)

    def put_nowait(self, item):
        return self.put(item, False)

    # What the queue can be asked.

    def _qsize(self):
        return len(self.queue)

    def full(self):
        with self.mutex:
            return self.maxsize > 0 and self._qsize() >= self.maxsize

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    # The tasks that the items stand for.

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks < 1:
                raise ValueError("task_done() called too many times")
            # The count changes last: those who are woken need the lock to look at it.
            if self.unfinished_tasks == 1:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks -= 1

    if _version >= (3, 13):
        def shutdown(self, immediate=False):
            with self.mutex:
                self.is_shutdown = True
                while immediate and self._qsize():
                    self._get()
                    self.unfinished_tasks = max(0, self.unfinished_tasks - 1)
                if immediate:
                    self.all_tasks_done.notify_all()
                for ready in (self.not_empty, self.not_full):
                    ready.notify_all()


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    """The smallest item first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


SimpleQueue.__module__ = "_queue"
if _version >= (3, 9):
    from _types import GenericAlias
    Queue.__class_getitem__ = SimpleQueue.__class_getitem__ = classmethod(GenericAlias)
