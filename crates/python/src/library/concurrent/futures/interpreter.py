"""An executor with threads, each of which has an interpreter of its own (from 3.14)."""
import threading
from itertools import count

from concurrent import interpreters
from concurrent.futures.thread import ThreadPoolExecutor

_numbers = count()
# A worker's interpreter goes with the worker.
_here = threading.local()


def _begin(initializer, initargs):
    _here.interpreter = interpreters.create()
    if initializer is not None:
        _over_there(initializer, initargs, {})


def _over_there(fn, args, kwargs):
    try:
        return _here.interpreter.call(fn, *args, **kwargs)
    except interpreters.ExecutionFailed as failure:
        from _refusal import refuse
        refuse("an exception in a pool of interpreters: " + failure.args[0])


class InterpreterPoolExecutor(ThreadPoolExecutor):
    """Calls functions in other interpreters."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        name = thread_name_prefix or "InterpreterPoolExecutor-%d" % next(_numbers)
        super().__init__(max_workers, name, _begin, (initializer, initargs))

    def submit(self, fn, /, *args, **kwargs):
        return super().submit(_over_there, fn, args, kwargs)
