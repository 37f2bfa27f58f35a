"""Tasks that end together (from 3.11)."""
import sys as _sys

from asyncio import events, tasks
from asyncio.exceptions import CancelledError

__all__ = ["TaskGroup"]
_minor = _sys.version_info[1]


def _ends_all(problem):
    return isinstance(problem, (SystemExit, KeyboardInterrupt))


class TaskGroup:
    """Waits for its tasks; when one fails, the others are cancelled."""

    def __init__(self):
        self._entered = self._exiting = self._aborting = self._asked_parent = False
        self._loop = self._parent_task = self._base_error = self._all_done = None
        self._tasks, self._errors = set(), []

    def __repr__(self):
        info = []
        for name in ("tasks", "errors"):
            held = getattr(self, "_" + name)
            if held:
                info.append("%s=%d" % (name, len(held)))
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return "<TaskGroup%s>" % (" " + " ".join(info) if info else "")

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError("TaskGroup %r has already been entered" % self)
        self._loop = events.get_running_loop()
        self._parent_task = tasks.current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError("TaskGroup %r cannot determine the parent task" % self)
        self._entered = True
        return self

    async def __aexit__(self, et, exc, tb):
        try:
            return await self._leave(et, exc)
        finally:
            # Whoever keeps the exception keeps this frame.
            self._parent_task = self._base_error = None
            self._errors, exc = [], None

    async def _leave(self, et, exc):
        self._exiting = True
        if exc is not None and _ends_all(exc) and self._base_error is None:
            self._base_error = exc
        cancelled = et is not None and issubclass(et, CancelledError)
        passes_on = exc if cancelled else None
        if self._asked_parent and self._parent_task.uncancel() == 0:
            # The request was our own.
            passes_on = None
        if et is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._all_done is None:
                self._all_done = self._loop.create_future()
            try:
                await self._all_done
            except CancelledError as problem:
                if not self._aborting:
                    passes_on = problem
                    self._abort()
            self._all_done = None
        if self._base_error is not None:
            raise self._base_error
        if self._asked_parent and _minor >= 13 and self._parent_task.cancelling():
            self._parent_task.uncancel()
            self._parent_task.cancel()
        try:
            if passes_on is not None and not self._errors:
                raise passes_on
        finally:
            passes_on = None
        if et is not None and not cancelled:
            self._errors.append(exc)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None

    def create_task(self, coro, **options):
        wrong = None
        if not self._entered:
            wrong = "has not been entered"
        elif self._exiting and not self._tasks:
            wrong = "is finished"
        elif self._aborting:
            wrong = "is shutting down"
        if wrong is not None:
            if _minor >= 13:
                coro.close()
            raise RuntimeError("TaskGroup %r %s" % (self, wrong))
        task = tasks._named_task(self._loop, coro, options)
        self._tasks.add(task)
        task.add_done_callback(self._on_task_done)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        self._tasks.discard(task)
        waiter = self._all_done
        if waiter is not None and not self._tasks and not waiter.done():
            waiter.set_result(True)
        problem = None if task.cancelled() else task.exception()
        if problem is None:
            return
        self._errors.append(problem)
        if _ends_all(problem) and self._base_error is None:
            self._base_error = problem
        if self._parent_task.done():
            self._loop.call_exception_handler({
                "message": "Task %r has errored out but its parent task %r is already completed"
                           % (task, self._parent_task),
                "exception": problem, "task": task})
        elif not self._aborting and not self._asked_parent:
            self._abort()
            self._asked_parent = True
            self._parent_task.cancel()
