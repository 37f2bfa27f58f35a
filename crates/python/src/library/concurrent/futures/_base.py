"""Futures: results that come later."""
import sys as _sys
import threading
from _thread import _monotonic as _now
from collections import namedtuple

_version = _sys.version_info[:2]

# A future's states, and how its repr says them.
PENDING, RUNNING, CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED = _STATES = (
    "PENDING", "RUNNING", "CANCELLED", "CANCELLED_AND_NOTIFIED", "FINISHED")
_SAID = {state: state.partition("_")[0].lower() for state in _STATES}
_OPEN = (PENDING, RUNNING)
_CANCELS = (CANCELLED, CANCELLED_AND_NOTIFIED)
_TOLD = (CANCELLED_AND_NOTIFIED, FINISHED)

# What wait() can wait for.
ALL_COMPLETED = "ALL_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
FIRST_COMPLETED = "FIRST_COMPLETED"

DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


class BrokenExecutor(RuntimeError):
    """No more calls can be made here."""


class Error(Exception):
    pass


class InvalidStateError(Error):
    """The future is in a state in which this can't be done."""


class CancelledError(Error):
    """The call was taken back before it began."""


if _version < (3, 11):
    class TimeoutError(Error):
        """What was waited for did not come in time."""
else:
    from builtins import TimeoutError

# Why a future in this state, after the wait, has nothing to give.
_TROUBLES = {state: TimeoutError if state in _OPEN else CancelledError for state in _OPEN + _CANCELS}


def _report(future):
    # CPython logs it, and without a handler the log goes to standard error.
    import traceback
    print("exception calling callback for %r" % future, file=_sys.stderr)
    traceback.print_exc()


class Future:
    """The result of a call that another thread makes."""

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = self._exception = None
        self._waiters, self._done_callbacks = [], []

    def __repr__(self):
        with self._condition:
            text = "<%s at %#x state=%s" % (type(self).__name__, id(self), _SAID[self._state])
            if self._state == FINISHED:
                failed = self._failed()
                text += " %s %s" % ("raised" if failed else "returned",
                                    type(self._exception if failed else self._result).__name__)
            return text + ">"

    if _version < (3, 14):
        def _failed(self):
            return bool(self._exception)
    else:
        def _failed(self):
            return self._exception is not None

    # For those who ask.

    def done(self):
        with self._condition:
            return self._state not in _OPEN

    def running(self):
        with self._condition:
            return self._state == RUNNING

    def cancelled(self):
        with self._condition:
            return self._state in _CANCELS

    def exception(self, timeout=None):
        with self._condition:
            if self._state in _OPEN:
                self._condition.wait(timeout)
            if self._state in _TROUBLES:
                raise _TROUBLES[self._state]()
            return self._exception

    def result(self, timeout=None):
        try:
            with self._condition:
                if self._state in _OPEN:
                    self._condition.wait(timeout)
                if self._state in _TROUBLES:
                    raise _TROUBLES[self._state]()
                return self.__get_result()
        finally:
            # The traceback of what is raised holds this frame: through `self` it would hold itself.
            self = None

    def __get_result(self):
        if not self._failed():
            return self._result
        try:
            raise self._exception
        finally:
            self = None

    def add_done_callback(self, fn):
        with self._condition:
            if self._state in _OPEN:
                self._done_callbacks.append(fn)
                return
        try:
            fn(self)
        except Exception:
            _report(self)

    def cancel(self):
        with self._condition:
            if self._state != PENDING:
                return self._state in _CANCELS
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    # For those who make the call.

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._state = CANCELLED_AND_NOTIFIED
                self._tell_waiters()
                return False
            print("Future %s in unexpected state: %s" % (id(self), self._state), file=_sys.stderr)
            raise RuntimeError("Future in unexpected state")

    # What a callback, or whoever catches the error, counts are the references of these two: no helper holds more.

    def set_result(self, result):
        with self._condition:
            if self._state not in _OPEN:
                raise InvalidStateError("%s: %r" % (self._state, self))
            self._result = result
            self._finish(False)
        self._invoke_callbacks()

    def set_exception(self, exception):
        with self._condition:
            if self._state not in _OPEN:
                raise InvalidStateError("%s: %r" % (self._state, self))
            self._exception = exception
            self._finish(True)
        self._invoke_callbacks()

    def _finish(self, failed):
        self._state = FINISHED
        self._tell_waiters(failed)
        self._condition.notify_all()

    def _tell_waiters(self, failed=False):
        for waiter in self._waiters:
            waiter.hear(self, failed)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception:
                _report(self)

    if _version >= (3, 9):
        from _types import GenericAlias
        __class_getitem__ = classmethod(GenericAlias)
        del GenericAlias


class _Waiter:
    """Hears of each future that ends, and sets its event from the one on that was missing last."""

    def __init__(self, missing, hasty=False):
        self.missing = missing
        self.hasty = hasty
        self.lock = threading.Lock()
        self.event = threading.Event()
        self.finished_futures = []

    def hear(self, future, failed):
        with self.lock:
            self.finished_futures.append(future)
            enough = failed and self.hasty
            if not enough:
                self.missing -= 1
                enough = self.missing <= 0
            if enough:
                self.event.set()

    def take(self):
        with self.lock:
            taken, self.finished_futures = self.finished_futures, []
            self.event.clear()
        taken.reverse()
        return taken

    def install(self, futures):
        for future in futures:
            future._waiters.append(self)

    def remove(self, futures):
        for future in futures:
            with future._condition:
                future._waiters.remove(self)


class _Held:
    """Holds the conditions of many futures, which every thread takes in the same order."""

    def __init__(self, futures):
        self._conditions = [future._condition for future in sorted(futures, key=id)]

    def __enter__(self):
        for condition in self._conditions:
            condition.acquire()

    def __exit__(self, *failure):
        for condition in self._conditions:
            condition.release()


def _suffices(done, return_when):
    if return_when == FIRST_EXCEPTION:
        return any(not future.cancelled() and future.exception() is not None for future in done)
    return return_when == FIRST_COMPLETED and len(done) > 0


def _waiter_for(return_when, count):
    if return_when == FIRST_COMPLETED:
        return _Waiter(1)
    if return_when in (FIRST_EXCEPTION, ALL_COMPLETED):
        return _Waiter(count, hasty=return_when == FIRST_EXCEPTION)
    raise ValueError("Invalid return condition: %r" % return_when)


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    if _version >= (3, 9):
        fs = set(fs)
    with _Held(fs):
        done = {future for future in fs if future._state in _TOLD}
        rest = set(fs) - done
        if not rest or _suffices(done, return_when):
            return DoneAndNotDoneFutures(done, rest)
        # One that was given twice (before 3.9) tells twice.
        waiter = _waiter_for(return_when, sum(future in rest for future in fs))
        waiter.install(fs)
    waiter.event.wait(timeout)
    waiter.remove(fs)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, set(fs) - done)


def _give_out(ended, waiter, *books):
    # Each is struck off all books before it is given out: then nobody but the caller holds it.
    while ended:
        for book in books:
            book.remove(ended[-1])
        waiter.remove(ended[-1:])
        yield ended.pop()


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + _now()
    fs = set(fs)
    total = len(fs)
    with _Held(fs):
        ended = [future for future in fs if future._state in _TOLD]
        pending = fs.difference(ended)
        waiter = _Waiter(1)
        waiter.install(fs)
    try:
        yield from _give_out(ended, waiter, fs)
        while pending:
            left = None if end is None else end - _now()
            if left is not None and left < 0:
                raise TimeoutError("%d (of %d) futures unfinished" % (len(pending), total))
            waiter.event.wait(left)
            ended = waiter.take()
            yield from _give_out(ended, waiter, fs, pending)
    finally:
        waiter.remove(fs)


class Executor:
    """Makes calls some time, somewhere."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else timeout + _now()
        futures = [self.submit(fn, *row) for row in zip(*iterables)]
        futures.reverse()

        def result_iterator():
            try:
                while futures:
                    left = None if end is None else end - _now()
                    if _version < (3, 10):
                        yield futures.pop().result(left)
                    else:
                        yield _result_or_cancel(futures.pop(), left)
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    # As a context, it ends with all its work done.

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False

    def __enter__(self):
        return self


def _result_or_cancel(future, timeout=None):
    try:
        return future.result(timeout)
    finally:
        future.cancel()
        # What result() raised has this frame in its traceback.
        del future
