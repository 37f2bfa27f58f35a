"""Futures: results that come later, in one thread."""
import concurrent.futures
import contextvars
import reprlib
import sys as _sys

from asyncio import _shown, events
from asyncio.exceptions import CancelledError, InvalidStateError

__all__ = ["Future", "isfuture", "wrap_future"]
_minor = _sys.version_info[1]
_PENDING, _CANCELLED, _FINISHED = "PENDING", "CANCELLED", "FINISHED"


def isfuture(obj):
    known = hasattr(type(obj), "_asyncio_future_blocking")
    return known and obj._asyncio_future_blocking is not None


class Future:
    """A result that comes later."""

    _state = _PENDING
    _result = _exception = _loop = _source_traceback = _cancel_message = _cancelled_exc = _exception_tb = None
    _asyncio_future_blocking = _log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events._current(3) if loop is None else loop
        self._callbacks = []

    def _repr_info(self):
        info = [self._state.lower()]
        if self._state == _FINISHED:
            failed = self._exception is not None
            info.append("exception=%r" % (self._exception,) if failed else "result=" + reprlib.repr(self._result))
        if self._callbacks:
            info.append(_shown.callbacks(self._callbacks))
        return info

    @reprlib.recursive_repr()
    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, " ".join(self._repr_info()))

    def __del__(self):
        if self._log_traceback:
            self._loop.call_exception_handler({
                "message": type(self).__name__ + " exception was never retrieved",
                "exception": self._exception, "future": self})

    def get_loop(self):
        return self._loop

    # To be asked.

    def done(self):
        return self._state != _PENDING

    def cancelled(self):
        return self._state == _CANCELLED

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None and _minor >= 11:
            problem, self._cancelled_exc = self._cancelled_exc, None
            return problem
        problem = CancelledError() if self._cancel_message is None else CancelledError(self._cancel_message)
        problem.__context__, self._cancelled_exc = self._cancelled_exc, None
        return problem

    def _check(self, missing):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state == _PENDING:
            raise InvalidStateError(missing)
        self._log_traceback = False

    def result(self):
        self._check("Result is not set.")
        if self._exception is None:
            return self._result
        raise self._exception if _minor < 11 else self._exception.with_traceback(self._exception_tb)

    def exception(self):
        self._check("Exception is not set.")
        return self._exception

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    # To be told.

    def add_done_callback(self, fn, *, context=None):
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            self._callbacks.append((fn, contextvars.copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        kept = [entry for entry in self._callbacks if entry[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def _end(self, state):
        self._state = state
        waiting, self._callbacks[:] = self._callbacks[:], []
        for fn, context in waiting:
            self._loop.call_soon(fn, self, context=context)

    def _need_pending(self):
        if self._state != _PENDING:
            raise InvalidStateError("invalid state")

    def cancel(self, msg=None):
        self._log_traceback = False
        if self._state != _PENDING:
            return False
        self._cancel_message = msg
        self._end(_CANCELLED)
        return True

    def set_result(self, result):
        self._need_pending()
        self._result = result
        self._end(_FINISHED)

    def set_exception(self, exception):
        self._need_pending()
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            if _minor < 12:
                raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            replaced = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            replaced.__cause__ = replaced.__context__ = exception
            exception = replaced
        self._exception, self._exception_tb = exception, exception.__traceback__
        self._log_traceback = True
        self._end(_FINISHED)


Future.__module__ = "_asyncio"


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


def _copy(source, target, error=None):
    """What one future has become, for the other."""
    if target.done():
        return
    if source.cancelled():
        target.cancel()
    elif source.exception() is not None:
        problem = source.exception()
        same = type(problem) is concurrent.futures.CancelledError
        target.set_exception(CancelledError(*problem.args) if same else problem)
    else:
        target.set_result(source.result())


def _chain(source, target, loop):
    """`target`, of a loop, becomes what `source`, of another thread, becomes."""
    def cancelled(target):
        if target.cancelled():
            source.cancel()

    def finished(source):
        if not (target.cancelled() and loop.is_closed()):
            loop.call_soon_threadsafe(_copy, source, target)

    target.add_done_callback(cancelled)
    source.add_done_callback(finished)


def wrap_future(future, *, loop=None):
    if isfuture(future):
        return future
    if loop is None:
        loop = events._current(2)
    made = loop.create_future()
    _chain(future, made, loop)
    return made
