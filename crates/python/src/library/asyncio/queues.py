"""Queues between tasks."""
import collections
import heapq
import sys as _sys

from asyncio import events, locks

__all__ = ["Queue", "PriorityQueue", "LifoQueue", "QueueFull", "QueueEmpty"]
_minor = _sys.version_info[1]


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


if _minor >= 13:
    __all__.append("QueueShutDown")

    class QueueShutDown(Exception):
        """The queue was shut down."""
else:
    __absent__ = ("QueueShutDown",)


class Queue:
    """First in, first out; with a largest size, put waits for room."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters, self._putters = collections.deque(), collections.deque()
        self._unfinished_tasks, self._is_shutdown = 0, False
        self._finished = locks.Event()
        self._finished.set()
        self._init(maxsize)

    # A queue of another order has these otherwise.

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _format(self):
        text = "maxsize=%r" % self._maxsize
        for name, shown in (("_queue", None), ("_getters", len), ("_putters", len)):
            value = getattr(self, name, None)
            if value:
                text += " %s=%r" % (name, list(value)) if shown is None else " %s[%d]" % (name, shown(value))
        if self._unfinished_tasks:
            text += " tasks=%d" % self._unfinished_tasks
        return text + " shutdown" if self._is_shutdown else text

    def __repr__(self):
        return "<%s at %#x %s>" % (type(self).__name__, id(self), self._format())

    def __str__(self):
        return "<%s %s>" % (type(self).__name__, self._format())

    def full(self):
        return 0 < self._maxsize <= self.qsize()

    def empty(self):
        return not self.qsize()

    def qsize(self):
        return len(self._queue)

    maxsize = property(lambda self: self._maxsize)

    # Those who wait.

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    async def _line_up(self, waiters, in_vain):
        """Waits for a turn; who gives up hands the turn on, if it was for something."""
        waiter = events.get_running_loop().create_future()
        waiters.append(waiter)
        try:
            await waiter
        except:
            waiter.cancel()
            if waiter in waiters:
                waiters.remove(waiter)
            if not in_vain() and not waiter.cancelled():
                self._wakeup_next(waiters)
            raise

    async def put(self, item):
        while not self._is_shutdown and self.full():
            await self._line_up(self._putters, self.full)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown or self.full():
            raise QueueShutDown if self._is_shutdown else QueueFull
        self._put(item)
        self._finished.clear()
        self._unfinished_tasks += 1
        self._wakeup_next(self._getters)

    async def get(self):
        while not self._is_shutdown and self.empty():
            await self._line_up(self._getters, self.empty)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        if not self._unfinished_tasks:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    if _minor >= 13:
        def shutdown(self, immediate=False):
            self._is_shutdown = True
            while immediate and not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if immediate and not self._unfinished_tasks:
                self._finished.set()
            for waiters in (self._getters, self._putters):
                while waiters:
                    self._wakeup_next(waiters)


class PriorityQueue(Queue):
    """The smallest item first."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
