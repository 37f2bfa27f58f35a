"""What asyncio raises."""
import sys as _sys

__all__ = ["BrokenBarrierError", "CancelledError", "IncompleteReadError", "InvalidStateError", "LimitOverrunError",
           "SendfileNotAvailableError", "TimeoutError"]
if _sys.version_info < (3, 11):
    __all__.remove("BrokenBarrierError")


class CancelledError(BaseException):
    """The future or the task was cancelled."""


if _sys.version_info < (3, 11):
    class TimeoutError(Exception):
        """What was waited for did not come in time."""
else:
    from builtins import TimeoutError

    class BrokenBarrierError(RuntimeError):
        """The barrier was broken."""


class InvalidStateError(Exception):
    """The future is in a state in which this can't be done."""


class SendfileNotAvailableError(RuntimeError):
    """The system has no way to send such a file."""


class IncompleteReadError(EOFError):
    """The stream ended too early."""

    def __init__(self, partial, expected):
        super().__init__("%d bytes read on a total of %s expected bytes"
                         % (len(partial), "undefined" if expected is None else repr(expected)))
        self.partial, self.expected = partial, expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """The buffer was full before the separator came."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)
