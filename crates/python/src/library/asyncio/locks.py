"""What tasks wait for: locks, events, conditions, semaphores."""
import collections
import sys as _sys

from asyncio import events
from asyncio.exceptions import CancelledError

__all__ = ["Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore"]
_minor = _sys.version_info[1]


class _Waited:
    """Has tasks that wait, in their order."""

    _loop = _waiters = None
    _gone = False

    def _state(self):
        return "unlocked"

    def __repr__(self):
        state = self._state()
        if self._waiters:
            state += ", waiters:%d" % len(self._waiters)
        return "<%s [%s]>" % (super().__repr__()[1:-1], state)

    def _get_loop(self):
        loop = events.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError("%r is bound to a different event loop" % self)
        return loop

    def _line_up(self):
        if self._waiters is None:
            self._waiters = collections.deque()
        waiter = self._get_loop().create_future()
        self._waiters.append(waiter)
        return waiter


class _Managed(_Waited):
    async def __aenter__(self):
        await self.acquire()
        # The lock itself is of no use inside.

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_Managed):
    """One task at a time."""

    def __init__(self):
        self._locked = False

    def _state(self):
        return "locked" if self._locked else "unlocked"

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters or ()):
            self._locked = True
            return True
        waiter = self._line_up()
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        for waiter in self._waiters or ():
            # Another one may be on its way, then nothing is to be done.
            if not waiter.done():
                waiter.set_result(True)
            break


class Event(_Waited):
    """Tasks wait until it is set."""

    def __init__(self):
        self._value, self._waiters = False, collections.deque()

    def _state(self):
        return "set" if self._value else "unset"

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        waiter = self._line_up()
        try:
            await waiter
            return True
        finally:
            self._waiters.remove(waiter)


class Condition(_Managed):
    """A lock, and tasks that wait until another one says that something has changed."""

    def __init__(self, lock=None):
        lock = Lock() if lock is None else lock
        self._lock, self._waiters = lock, collections.deque()
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release

    def _state(self):
        return "locked" if self.locked() else "unlocked"

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            waiter = self._line_up()
            try:
                await waiter
                return True
            finally:
                self._waiters.remove(waiter)
        finally:
            # Even who is cancelled has the lock afterwards.
            cancelled = None
            while True:
                try:
                    await self.acquire()
                    break
                except CancelledError as again:
                    cancelled = again
            if cancelled is not None:
                try:
                    raise cancelled
                finally:
                    cancelled = None

    async def wait_for(self, predicate):
        while True:
            result = predicate()
            if result:
                return result
            await self.wait()

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        sleeping = [waiter for waiter in self._waiters if not waiter.done()]
        for waiter in sleeping[:n]:
            waiter.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Managed):
    """So many tasks at a time."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._value = value

    def _state(self):
        return "locked" if self.locked() else "unlocked, value:%d" % self._value

    def locked(self):
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters or ())

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        waiter = self._line_up()
        try:
            try:
                await waiter
            finally:
                self._waiters.remove(waiter)
        except CancelledError:
            if waiter.done() and not waiter.cancelled():
                # It was let in, and doesn't come.
                self._value += 1
            raise
        finally:
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for waiter in self._waiters or ():
            if not waiter.done():
                self._value -= 1
                waiter.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """Can't be released more often than it was acquired."""

    def __init__(self, value=1):
        self._bound_value = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()
