"""Results that come later."""
import sys as _sys

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor, CancelledError, Executor, Future,
    InvalidStateError, TimeoutError, as_completed, wait)
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError",
           "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor"]
if _sys.version_info[1] >= 14:
    from concurrent.futures.interpreter import InterpreterPoolExecutor
    __all__.append("InterpreterPoolExecutor")
    __absent__ = ()
else:
    __absent__ = ("InterpreterPoolExecutor",)
