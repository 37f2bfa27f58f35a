"""Tasks: coroutines that a loop takes further, step by step."""
import concurrent.futures
import contextvars
import functools
import itertools
import math
import sys as _sys
import types
import weakref

from asyncio import _shown, coroutines, events, futures
from asyncio.exceptions import CancelledError, InvalidStateError, TimeoutError

__all__ = ["Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait", "wait_for",
           "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe", "current_task",
           "all_tasks"]
_minor = _sys.version_info[1]
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = (
    getattr(concurrent.futures, name) for name in ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"))

_next_number = itertools.count(1).__next__
# Who there is; nobody is kept by it.
_scheduled_tasks = weakref.WeakSet()
if _minor < 12:
    _all_tasks = _scheduled_tasks
_current_tasks = {}


def current_task(loop=None):
    return _current_tasks.get(events.get_running_loop() if loop is None else loop)


def all_tasks(loop=None):
    """Those of a loop that aren't done."""
    if loop is None:
        loop = events.get_running_loop()
    return {task for task in list(_scheduled_tasks) if task.get_loop() is loop and not task.done()}


class Task(futures.Future):
    """A coroutine, and the result that it comes to."""

    _log_destroy_pending = True
    _must_cancel, _num_cancels_requested, _fut_waiter, _coro = False, 0, None, None

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if not coroutines.iscoroutine(coro):
            self._log_destroy_pending = False
            raise TypeError("a coroutine was expected, got %r" % (coro,))
        if eager_start:
            from _refusal import refuse
            refuse("a task of asyncio that starts eagerly")
        self._name = "Task-%d" % _next_number() if name is None else str(name)
        self._coro = coro
        self._context = contextvars.copy_context() if context is None else context
        self._soon()
        _scheduled_tasks.add(self)

    def __del__(self):
        if self._state == futures._PENDING and self._log_destroy_pending:
            self._loop.call_exception_handler({"task": self, "message": "Task was destroyed but it is pending!"})
        super().__del__()

    def _repr_info(self):
        info = super()._repr_info()
        if self.cancelling() and not self.done() if _minor >= 11 else self._must_cancel:
            info[0] = "cancelling"
        own = ["name=%r" % self._name, "coro=<%s>" % _shown.coroutine(self._coro)]
        if self._fut_waiter is not None:
            own.append("wait_for=%r" % self._fut_waiter)
        info[1:1] = own
        return info

    def set_name(self, value):
        self._name = str(value)

    def get_name(self):
        return self._name

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    # To cancel it.

    def cancel(self, msg=None):
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and _cancel(self._fut_waiter, msg):
            return True
        self._must_cancel, self._cancel_message = True, msg
        return True

    def cancelling(self):
        return self._num_cancels_requested

    def uncancel(self):
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if not self._num_cancels_requested and _minor >= 13:
                self._must_cancel = False
        return self._num_cancels_requested

    # Its steps.

    def _soon(self, *problem):
        self._loop.call_soon(self._step, *problem, context=self._context)

    def _step(self, problem=None):
        if self.done():
            raise InvalidStateError("__step(): already done: %r %r" % (self, problem))
        if self._must_cancel:
            if not isinstance(problem, CancelledError):
                problem = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _current_tasks[self._loop] = self
        try:
            ended, given = self._resume(problem)
            if not ended:
                self._wait_for(given)
        finally:
            _current_tasks.pop(self._loop, None)
            # A traceback keeps this frame, and the frame would keep the task.
            self = problem = None

    def _resume(self, problem):
        """Runs to the next await: whether it ended there, and for what it waits."""
        end = super()
        try:
            return False, self._coro.send(None) if problem is None else self._coro.throw(problem)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                end.cancel(msg=self._cancel_message)
            else:
                end.set_result(stop.value)
        except CancelledError as cancelled:
            self._cancelled_exc = cancelled
            end.cancel()
        except (KeyboardInterrupt, SystemExit) as exit:
            end.set_exception(exit)
            raise
        except BaseException as raised:
            end.set_exception(raised)
        finally:
            self = problem = end = None
        return True, None

    def _wait_for(self, given):
        blocking = getattr(given, "_asyncio_future_blocking", None)
        wrong = None
        if blocking is None:
            if given is None:
                # A bare yield: the next round.
                self._soon()
                return
            if isinstance(given, types.GeneratorType):
                wrong = "yield was used instead of yield from for generator in task %r with %r" % (self, given)
            else:
                wrong = "Task got bad yield: %r" % (given,)
        elif given.get_loop() is not self._loop:
            wrong = "Task %r got Future %r attached to a different loop" % (self, given)
        elif not blocking:
            wrong = "yield was used instead of yield from in task %r with %r" % (self, given)
        elif given is self:
            wrong = "Task cannot await on itself: %r" % (self,)
        if wrong is not None:
            self._soon(RuntimeError(wrong))
            return
        given._asyncio_future_blocking = False
        given.add_done_callback(self._wakeup, context=self._context)
        self._fut_waiter = given
        if self._must_cancel and _cancel(given, self._cancel_message):
            self._must_cancel = False

    def _wakeup(self, future):
        problem = None
        try:
            future.result()
        except BaseException as raised:
            # The coroutine is not resumed in here: what it raises would have this for its context.
            problem = raised
        try:
            self._step(problem)
        finally:
            self = problem = future = None


def _cancel(future, msg):
    return future.cancel() if _minor < 9 else future.cancel(msg=msg)


# As CPython's native code names them.
Task.__module__ = "_asyncio"
Task._wakeup.__qualname__ = "Task.task_wakeup" if _minor >= 9 else "TaskWakeupMethWrapper"
Task._step.__qualname__ = "TaskStepMethWrapper"
Task._wakeup._native = Task._step._native = True
if _minor < 11:
    del Task.cancelling, Task.uncancel


def create_task(coro, **options):
    """A task of the running loop."""
    return _named_task(events.get_running_loop(), coro, options)


def _named_task(loop, coro, options):
    # To 3.12 it has a number of its own before it gets its name.
    name = options.pop("name", None) if _minor < 13 else None
    task = loop.create_task(coro, **options)
    if name is not None:
        task.set_name(name)
    return task


async def _await(awaitable):
    return await awaitable


def _loop_for(loop):
    return events._current(3) if loop is None else loop


def ensure_future(coro_or_future, *, loop=None):
    """A future as it is, or a task of anything that can be awaited."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not coro_or_future.get_loop():
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    if not coroutines.iscoroutine(coro_or_future):
        if not hasattr(type(coro_or_future), "__await__"):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        coro_or_future = _await(coro_or_future)
    return _loop_for(loop).create_task(coro_or_future)


class _NextRound:
    """Awaits nothing, and comes back in the next round."""

    __slots__ = ()

    def __await__(self):
        yield


_next_round = _NextRound()


async def sleep(delay, result=None):
    """Comes back after so many seconds."""
    if delay <= 0:
        await _next_round
        return result
    if math.isnan(delay) and _minor >= 13:
        raise ValueError("Invalid delay: NaN (not a number)")
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, futures._set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


# Several at once.

class _GatheringFuture(futures.Future):
    """What `gather` gives: it cancels those that it gathers."""

    def __init__(self, children, *, loop=None):
        super().__init__(loop=loop)
        self._children, self._cancel_requested = children, False

    def cancel(self, msg=None):
        if self.done():
            return False
        if any([_cancel(child, msg) for child in self._children]):
            self._cancel_requested = True
            return True
        return False


_GatheringFuture.__module__ = "asyncio.tasks"


def gather(*coros_or_futures, return_exceptions=False):
    """The results of all of them, in their order."""
    return _gather(coros_or_futures, return_exceptions, None)


def _gather(given, return_exceptions, loop):
    if not given:
        outer = _loop_for(loop).create_future()
        outer.set_result([])
        return outer
    known, left = {}, 0
    outer = None

    def _done_callback(future):
        nonlocal left
        left -= 1
        if outer is None or outer.done():
            if not future.cancelled():
                # It counts as retrieved.
                future.exception()
            return
        if not return_exceptions:
            problem = future._make_cancelled_error() if future.cancelled() else future.exception()
            if problem is not None:
                outer.set_exception(problem)
                return
        if left:
            return
        if outer._cancel_requested:
            outer.set_exception(future._make_cancelled_error())
        else:
            outer.set_result([_outcome(child) for child in children])

    children = []
    for arg in given:
        if arg not in known:
            future = known[arg] = ensure_future(arg, loop=loop)
            loop = loop or future.get_loop()
            if future is not arg:
                # The caller can't do anything about it.
                future._log_destroy_pending = False
            left += 1
            future.add_done_callback(_done_callback)
        children.append(known[arg])
    outer = _GatheringFuture(children, loop=loop)
    return outer


def _outcome(future):
    if future.cancelled():
        message = future._cancel_message
        return CancelledError() if _minor < 9 else CancelledError("" if message is None else message)
    problem = future.exception()
    return future.result() if problem is None else problem


def _release_waiter(waiter, *_):
    if waiter.done():
        return
    waiter.set_result(None)


def shield(arg):
    """Waits, and leaves what it waits for alone when the wait is cancelled."""
    inner = ensure_future(arg)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def landed(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()
        else:
            futures._copy(inner, outer)

    def let_go(outer):
        if not inner.done():
            inner.remove_done_callback(landed)

    inner.add_done_callback(landed)
    outer.add_done_callback(let_go)
    return outer


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Those that are done, and those that aren't."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError("expect a list of futures, not %s" % type(fs).__name__)
    if not fs:
        what = "coroutines" if _minor < 11 else "Tasks"
        raise ValueError("Set of %s%s is empty." % (what, "/Futures"))
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError("Invalid return_when value: %s" % return_when)
    loop, fs = events.get_running_loop(), set(fs)
    if _minor >= 11:
        if any(map(coroutines.iscoroutine, fs)):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    else:
        fs = {ensure_future(one, loop=loop) for one in fs}
    waiter, left = loop.create_future(), len(fs)
    timer = None if timeout is None else loop.call_later(timeout, _release_waiter, waiter)

    def _on_completion(future):
        nonlocal left
        left -= 1
        failed = not future.cancelled() and future.exception() is not None
        if left <= 0 or return_when == FIRST_COMPLETED or failed and return_when == FIRST_EXCEPTION:
            if timer is not None:
                timer.cancel()
            _release_waiter(waiter)

    left = sum(not one.done() for one in fs)
    enough = not left or left < len(fs) and return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and any(
        one.done() and not one.cancelled() and one.exception() is not None for one in fs)
    if not enough:
        left = len(fs)
        for one in fs:
            one.add_done_callback(_on_completion)
        try:
            await waiter
        finally:
            if timer is not None:
                timer.cancel()
            for one in fs:
                one.remove_done_callback(_on_completion)
    elif timer is not None:
        timer.cancel()
    done = {one for one in fs if one.done()}
    return done, fs - done


async def _cancel_and_wait(future):
    waiter = events.get_running_loop().create_future()
    release = functools.partial(_release_waiter, waiter)
    future.add_done_callback(release)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(release)


async def _result_or_timeout(future):
    """It is over by now, if only because it was cancelled."""
    await _cancel_and_wait(future)
    try:
        result = future.result()
    except CancelledError as cancelled:
        raise TimeoutError() from cancelled
    if _minor < 9:
        raise TimeoutError()
    return result


async def wait_for(fut, timeout):
    """The result, unless it takes longer."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        return fut.result() if fut.done() else await _result_or_timeout(fut)
    from asyncio import timeouts
    async with timeouts.timeout(timeout):
        return await fut


async def _wait_for_to_3_11(fut, timeout):
    """The same with a task of its own, and a future that says when it is enough."""
    if timeout is None:
        return await fut
    loop = events.get_running_loop()
    if timeout <= 0:
        fut = ensure_future(fut, loop=loop)
        return fut.result() if fut.done() else await _result_or_timeout(fut)
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _release_waiter, waiter)
    release = functools.partial(_release_waiter, waiter)
    fut = ensure_future(fut, loop=loop)
    fut.add_done_callback(release)
    try:
        try:
            await waiter
        except CancelledError:
            if fut.done():
                return fut.result()
            fut.remove_done_callback(release)
            # It must not run on behind the caller's back.
            await _cancel_and_wait(fut)
            raise
        if fut.done():
            return fut.result()
        fut.remove_done_callback(release)
        if _minor < 9:
            await _cancel_and_wait(fut)
            raise TimeoutError()
        return await _result_or_timeout(fut)
    finally:
        timer.cancel()


if _minor < 12:
    wait_for = _wait_for_to_3_11
    wait_for.__name__ = wait_for.__qualname__ = "wait_for"


def as_completed(fs, *, timeout=None):
    """Awaitables, each of which gives the next result that comes."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError("expect an iterable of futures, not %s" % type(fs).__name__)
    from asyncio.queues import Queue
    finished, loop = Queue(), events._current(2)
    todo = {ensure_future(one, loop=loop) for one in set(fs)}

    def _on_timeout():
        for one in todo:
            one.remove_done_callback(_on_completion)
            finished.put_nowait(None)
        todo.clear()

    def _on_completion(future):
        if todo:
            todo.remove(future)
            finished.put_nowait(future)
            if not todo and timer is not None:
                timer.cancel()

    async def _wait_for_one():
        future = await finished.get()
        if future is None:
            raise TimeoutError
        return future.result()

    for one in todo:
        one.add_done_callback(_on_completion)
    timer = loop.call_later(timeout, _on_timeout) if todo and timeout is not None else None
    for _ in range(len(todo)):
        yield _wait_for_one()


def run_coroutine_threadsafe(coro, loop):
    """From another thread: a future of concurrent.futures."""
    if not coroutines.iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = concurrent.futures.Future()

    def callback():
        try:
            inner = ensure_future(coro, loop=loop)
        except BaseException as problem:
            if future.set_running_or_notify_cancel():
                future.set_exception(problem)
            raise
        inner.add_done_callback(finish)

    def finish(inner):
        if inner.cancelled():
            future.cancel()
        if not future.set_running_or_notify_cancel():
            return
        if inner.exception() is not None:
            future.set_exception(inner.exception())
        else:
            future.set_result(inner.result())

    loop.call_soon_threadsafe(callback)
    return future
