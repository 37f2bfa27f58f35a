"""The loop: it calls what is ready, waits for what comes at a time, and goes on."""
import concurrent.futures
import functools
import heapq
import logging
import sys as _sys
import threading
import time
import weakref
from _thread import allocate_lock
from collections import deque

from asyncio import events, futures, tasks

__all__ = ["BaseEventLoop"]
_minor = _sys.version_info[1]
_logger = logging.getLogger("asyncio")
# What ends the program goes through everything.
_EXITS = (SystemExit, KeyboardInterrupt)
# No wait is longer, in seconds.
_LONGEST = 24 * 3600


def _stop(future):
    if not future.cancelled() and isinstance(future.exception(), _EXITS):
        # The loop is on its way out already.
        return
    future.get_loop().stop()


class BaseEventLoop(events.AbstractEventLoop):
    """A loop of one thread."""

    def __init__(self):
        self._ready, self._scheduled = deque(), []
        self._stopping = self._closed = self._debug = False
        self._thread_id = self._handler = self._pool = self._task_factory = None
        # Whoever calls from another thread lets go of it.
        self._bell = allocate_lock()
        self._bell.acquire()
        self.slow_callback_duration = 0.1
        self._asyncgens, self._no_more_asyncgens = weakref.WeakSet(), False

    def __repr__(self):
        return "<%s running=%s closed=%s debug=%s>" % (
            type(self).__name__, self.is_running(), self.is_closed(), self.get_debug())

    def time(self):
        return time.monotonic()

    def create_future(self):
        return futures.Future(loop=self)

    def create_task(self, coro, **options):
        self._check_closed()
        if self._task_factory is None:
            return tasks.Task(coro, loop=self, **options)
        name = options.pop("name", None)
        task = self._task_factory(self, coro, **options)
        if name is not None:
            task.set_name(name)
        return task

    def set_task_factory(self, factory):
        if not (factory is None or callable(factory)):
            raise TypeError("task factory must be a callable or None")
        self._task_factory = factory

    def get_task_factory(self):
        return self._task_factory

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        if enabled:
            from _refusal import refuse
            refuse("the debug mode of asyncio")

    # What it is asked to call.

    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        self._ready.append(events.Handle(callback, args, self, context))
        return self._ready[-1]

    def call_soon_threadsafe(self, callback, *args, context=None):
        soon = self.call_soon(callback, *args, context=context)
        if self._bell.locked():
            self._bell.release()
        return soon

    def call_later(self, delay, callback, *args, context=None):
        if delay is None and _minor >= 11:
            raise TypeError("delay must not be None")
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        if when is None and _minor >= 11:
            raise TypeError("when cannot be None")
        self._check_closed()
        due = events.TimerHandle(when, callback, args, self, context)
        due._scheduled = True
        heapq.heappush(self._scheduled, due)
        return due

    def _timer_handle_cancelled(self, handle):
        """It stays until it is the first."""

    # To run.

    def is_running(self):
        return self._thread_id is not None

    def is_closed(self):
        return self._closed

    def _check_closed(self):
        if self._closed:
            raise RuntimeError("Event loop is closed")

    def _check_running(self):
        if self.is_running():
            raise RuntimeError("This event loop is already running")
        elsewhere = events._get_running_loop()
        if elsewhere is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def run_forever(self):
        self._check_closed()
        self._check_running()
        self._thread_id = threading.get_ident()
        hooks = _sys.get_asyncgen_hooks()
        _sys.set_asyncgen_hooks(self._asyncgen_begins, self._asyncgen_dies)
        events._set_running_loop(self)
        try:
            self._run_once()
            while not self._stopping:
                self._run_once()
        finally:
            self._stopping, self._thread_id = False, None
            events._set_running_loop(None)
            _sys.set_asyncgen_hooks(*hooks)

    def run_until_complete(self, future):
        self._check_closed()
        self._check_running()
        is_new = not futures.isfuture(future)
        wanted = tasks.ensure_future(future, loop=self)
        if is_new:
            # Whoever started the loop learns of the end in any case.
            wanted._log_destroy_pending = False
        wanted.add_done_callback(_stop)
        try:
            self.run_forever()
        except:
            if is_new and wanted.done() and not wanted.cancelled():
                # It is reported by what is raised here.
                wanted.exception()
            raise
        finally:
            wanted.remove_done_callback(_stop)
        if wanted.done():
            return wanted.result()
        raise RuntimeError("Event loop stopped before Future completed.")

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if not self._closed:
            self._closed = True
            self._ready.clear()
            self._scheduled.clear()
            executor, self._pool = self._pool, None
            if executor is not None:
                executor.shutdown(wait=False)

    def _run_once(self):
        timers = self._scheduled
        while timers and timers[0]._cancelled:
            heapq.heappop(timers)._scheduled = False
        if self._ready or self._stopping:
            self._bell.acquire(False)
        elif timers:
            self._bell.acquire(True, min(max(timers[0]._when - self.time(), 0), _LONGEST))
        else:
            self._bell.acquire()
        now = self.time() + 1e-9
        while timers and timers[0]._when < now:
            timer = heapq.heappop(timers)
            timer._scheduled = False
            self._ready.append(timer)
        # Those that come meanwhile wait for the next round.
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle._cancelled:
                handle._run()
        handle = None

    # Other threads.

    def set_default_executor(self, executor):
        self._pool = executor

    def run_in_executor(self, executor, func, *args):
        self._check_closed()
        if executor is None:
            executor = self._pool
            if executor is None:
                executor = self._pool = concurrent.futures.ThreadPoolExecutor(thread_name_prefix="asyncio")
        return futures.wrap_future(executor.submit(func, *args), loop=self)

    async def shutdown_default_executor(self, timeout=None):
        executor = self._pool
        if executor is None:
            return
        done = self.create_future()

        def shut():
            executor.shutdown(wait=True)
            if not self.is_closed():
                self.call_soon_threadsafe(futures._set_result_unless_cancelled, done, None)

        thread = threading.Thread(target=shut)
        thread.start()
        try:
            await done
        finally:
            thread.join()

    # Asynchronous generators.

    def _asyncgen_begins(self, agen):
        if self._no_more_asyncgens:
            import warnings
            warnings.warn("asynchronous generator %r was scheduled after loop.shutdown_asyncgens() call" % agen,
                          ResourceWarning, source=self)
        self._asyncgens.add(agen)

    def _asyncgen_dies(self, agen):
        self._asyncgens.discard(agen)
        if not self.is_closed():
            self.call_soon_threadsafe(self.create_task, agen.aclose())

    async def shutdown_asyncgens(self):
        self._no_more_asyncgens = True
        left = list(self._asyncgens)
        if not left:
            return
        self._asyncgens.clear()
        outcomes = await tasks.gather(*[agen.aclose() for agen in left], return_exceptions=True)
        for outcome, agen in zip(outcomes, left):
            if isinstance(outcome, Exception):
                self.call_exception_handler({
                    "message": "an error occurred during closing of asynchronous generator %r" % agen,
                    "exception": outcome, "asyncgen": agen})

    # What nobody caught.

    def get_exception_handler(self):
        return self._handler

    def set_exception_handler(self, handler):
        if not (handler is None or callable(handler)):
            raise TypeError("A callable object or None is expected, got %r" % (handler,))
        self._handler = handler

    def default_exception_handler(self, context):
        problem = context.get("exception")
        lines = [context.get("message") or "Unhandled exception in event loop"]
        lines += ["%s: %r" % (key, context[key]) for key in sorted(context) if key not in ("message", "exception")]
        told = problem is not None and (type(problem), problem, problem.__traceback__)
        _logger.error("\n".join(lines), exc_info=told)

    def call_exception_handler(self, context):
        handler = self._handler
        try:
            if handler is None:
                self.default_exception_handler(context)
            else:
                _in_context(context, handler, self, context)
        except _EXITS:
            raise
        except BaseException as problem:
            if handler is None:
                _logger.error("Exception in default exception handler", exc_info=True)
                return
            try:
                self.default_exception_handler({
                    "message": "Unhandled error in exception handler", "exception": problem, "context": context})
            except _EXITS:
                raise
            except BaseException:
                _logger.error("Exception in default exception handler while handling an unexpected error "
                              "in custom exception handler", exc_info=True)


def _in_context(told, handler, *args):
    """From 3.12 a handler runs in the context of what failed."""
    thing = told.get("task") or told.get("future") or told.get("handle")
    context = thing.get_context() if _minor >= 12 and hasattr(thing, "get_context") else None
    return handler(*args) if context is None or not context.run else _run(context, handler, args)


def _run(context, handler, args):
    return context.run(functools.partial(handler, *args))


class _UnixSelectorEventLoop(BaseEventLoop):
    __module__ = "asyncio.unix_events"
