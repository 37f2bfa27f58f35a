"""Loops by thread, and what a loop is asked to call."""
import contextvars
import sys as _sys
import threading

from asyncio import _shown

__all__ = ["AbstractEventLoop", "Handle", "TimerHandle", "get_event_loop", "get_running_loop", "new_event_loop",
           "set_event_loop", "_get_running_loop", "_set_running_loop"]
_minor = _sys.version_info[1]


class AbstractEventLoop:
    """What loops derive from."""


class Handle:
    """A call that a loop is to make."""

    __slots__ = ("_callback", "_args", "_cancelled", "_loop", "_source_traceback", "_repr", "__weakref__", "_context")

    def __init__(self, callback, args, loop, context=None):
        self._context = contextvars.copy_context() if context is None else context
        self._loop, self._callback, self._args = loop, callback, args
        self._cancelled, self._repr, self._source_traceback = False, None, None

    def _repr_info(self):
        info = [type(self).__name__]
        if self._cancelled:
            info.append("cancelled")
        if self._callback is not None:
            info.append(_shown.callback(self._callback, self._args))
        return info

    def __repr__(self):
        return self._repr or "<%s>" % " ".join(self._repr_info())

    def get_context(self):
        return self._context

    def cancelled(self):
        return self._cancelled

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._callback = self._args = None

    def _run(self):
        try:
            self._context.run(self._callback, *self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as problem:
            self._loop.call_exception_handler({
                "message": "Exception in callback " + _shown.callback(self._callback, self._args),
                "exception": problem, "handle": self})
        # The frame may be kept by a traceback.
        self = None


class TimerHandle(Handle):
    """A call that a loop is to make at a time."""

    __slots__ = ("_scheduled", "_when")

    def __init__(self, when, callback, args, loop, context=None):
        super().__init__(callback, args, loop, context)
        self._when, self._scheduled = when, False

    def _repr_info(self):
        info = super()._repr_info()
        info.insert(2 if self._cancelled else 1, "when=%s" % self._when)
        return info

    def _key(self):
        return self._when, self._callback, self._args, self._cancelled

    def __hash__(self):
        return hash(self._when)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, TimerHandle) else NotImplemented

    def __lt__(self, other):
        return self._when < other._when if isinstance(other, TimerHandle) else NotImplemented

    def __le__(self, other):
        return self < other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def __gt__(self, other):
        return self._when > other._when if isinstance(other, TimerHandle) else NotImplemented

    def __ge__(self, other):
        return self > other or self == other if isinstance(other, TimerHandle) else NotImplemented

    def when(self):
        return self._when

    def cancel(self):
        if not self._cancelled:
            self._loop._timer_handle_cancelled(self)
        super().cancel()


class _Here(threading.local):
    running = None
    given = None
    was_given = False


_here = _Here()


def _get_running_loop():
    return _here.running


def _set_running_loop(loop):
    _here.running = loop


def get_running_loop():
    if _here.running is None:
        raise RuntimeError("no running event loop")
    return _here.running


def new_event_loop():
    from asyncio.base_events import _UnixSelectorEventLoop
    return _UnixSelectorEventLoop()


def set_event_loop(loop):
    if loop is not None and not isinstance(loop, AbstractEventLoop):
        raise TypeError("loop must be an instance of AbstractEventLoop or None, not '%s'" % type(loop).__name__)
    _here.given, _here.was_given = loop, True


def _current(stacklevel):
    """The running loop, or else the one that was set; to 3.13 the main thread gets one where there is none."""
    if _here.running is not None:
        return _here.running
    in_main = threading.current_thread() is threading.main_thread()
    if _here.given is None and not _here.was_given and in_main and _minor < 14:
        if _minor >= 12:
            import warnings
            warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=stacklevel + 1)
        set_event_loop(new_event_loop())
    if _here.given is None:
        raise RuntimeError("There is no current event loop in thread %r." % threading.current_thread().name)
    return _here.given


def get_event_loop():
    return _current(2)
