"""From the first coroutine to the end of the loop."""
import contextvars
import sys as _sys

from asyncio import coroutines, events, tasks
from asyncio.exceptions import CancelledError

__all__ = ["run"]
_minor = _sys.version_info[1]


def _cancel_all_tasks(loop):
    left = tasks.all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    loop.run_until_complete(tasks._gather(left, True, loop))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(), "task": task})


def _finish(loop, sets):
    try:
        _cancel_all_tasks(loop)
        ends = (loop.shutdown_asyncgens, loop.shutdown_default_executor)
        for end in ends if _minor >= 9 else ends[:1]:
            loop.run_until_complete(end())
    finally:
        if sets:
            events.set_event_loop(None)
        loop.close()


def _need_no_loop(who):
    if events._get_running_loop():
        raise RuntimeError(who + " cannot be called from a running event loop")


def _new_loop(debug):
    loop = events.new_event_loop()
    events.set_event_loop(loop)
    _debug(loop, debug)
    return loop


def _debug(loop, debug):
    if debug is not None:
        loop.set_debug(debug)


def _run_to_3_10(main, *, debug=None):
    _need_no_loop("asyncio.run()")
    if not coroutines.iscoroutine(main):
        raise ValueError("a coroutine was expected, got %r" % (main,))
    loop = _new_loop(debug)
    try:
        return loop.run_until_complete(main)
    finally:
        _finish(loop, True)


class Runner:
    """A loop, from the first use to the end of a `with`."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._debug, self._loop_factory = debug, loop_factory
        self._loop = self._context = None
        self._closed = self._sets = False

    def __enter__(self):
        self._begin()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def close(self):
        if self._loop is not None:
            try:
                _finish(self._loop, self._sets)
            finally:
                self._loop, self._closed = None, True

    def get_loop(self):
        self._begin()
        return self._loop

    def run(self, coro, *, context=None):
        _need_no_loop("Runner.run()")
        self._begin()
        if not coroutines.iscoroutine(coro):
            if _minor < 14 or not hasattr(coro, "__await__"):
                kind = TypeError if _minor >= 14 else ValueError
                text = "An asyncio.Future, a coroutine or an awaitable is required"
                raise kind(text if _minor >= 14 else "a coroutine was expected, got {!r}".format(coro))
            coro = tasks._await(coro)
        task = self._loop.create_task(coro, context=context or self._context)
        return self._loop.run_until_complete(task)

    def _begin(self):
        if self._closed:
            raise RuntimeError("Runner is closed")
        if self._loop is not None:
            return
        if self._loop_factory is None:
            self._loop, self._sets = _new_loop(self._debug), True
        else:
            self._loop = self._loop_factory()
            _debug(self._loop, self._debug)
        self._context = contextvars.copy_context()


def run(main, *, debug=None, loop_factory=None):
    """Runs a coroutine in a loop of its own."""
    _need_no_loop("asyncio.run()")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


if _minor < 11:
    run = _run_to_3_10
    run.__name__ = run.__qualname__ = "run"
    __absent__ = ("Runner",)
    del Runner
else:
    __all__ += ["Runner"]
