"""Who writes records down."""
import sys
import traceback
import threading
import weakref

from logging._levels import NOTSET, WARNING, _checkLevel, _lock, _minor, getLevelName
from logging._records import LogRecord, _defaultFormatter

# The module that the classes say they are of.
__name__ = "logging"

# Handlers by name; those to flush and close at the end, in the order in which they were made;
# those whose lock is made anew after a fork.
_handlers = weakref.WeakValueDictionary()
_handlerList = []
_at_fork_reinit_lock_weakset = weakref.WeakSet()


class Filter:
    """Lets pass what is logged by one logger, and by those below it."""

    def __init__(self, name=""):
        self.name, self.nlen = name, len(name)

    def filter(self, record):
        below = record.name[self.nlen:]
        return not self.nlen or record.name.startswith(self.name) and (not below or below[0] == ".")


class Filterer:
    """Whom records must pass."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for one in self.filters:
            passed = getattr(one, "filter", one)(record)
            if not passed:
                return False
            # From 3.12 a filter may put another record in its place.
            if _minor >= 12 and isinstance(passed, LogRecord):
                record = passed
        return record if _minor >= 12 else True


def _removeHandlerRef(wr):
    with _lock:
        if wr in _handlerList:
            _handlerList.remove(wr)


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


def getHandlerNames():
    return frozenset(_handlers.keys())


def getHandlerByName(name):
    return _handlers.get(name)


class Handler(Filterer):
    """Writes records down somewhere."""

    def __init__(self, level=NOTSET):
        Filterer.__init__(self)
        self._name, self.level, self.formatter = None, _checkLevel(level), None
        if _minor >= 10:
            self._closed = False
        _addHandlerRef(self)
        self.createLock()

    def set_name(self, name):
        with _lock:
            before, self._name = self._name, name
            _handlers.pop(before, None)
            if name:
                _handlers[name] = self

    def get_name(self):
        return self._name

    name = property(get_name, set_name)

    def acquire(self):
        lock = self.lock
        lock and lock.acquire()

    def release(self):
        lock = self.lock
        lock and lock.release()

    def setLevel(self, level):
        self.level = _checkLevel(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _defaultFormatter).format(record)

    def createLock(self):
        self.lock = threading.RLock()
        with _lock:
            _at_fork_reinit_lock_weakset.add(self)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        passed = self.filter(record)
        if isinstance(passed, LogRecord):
            record = passed
        if passed:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passed

    def flush(self):
        pass

    def close(self):
        with _lock:
            if _minor >= 10:
                self._closed = True
            if self._name and self._name in _handlers:
                del _handlers[self._name]

    def handleError(self, record):
        if not sys.modules["logging"].raiseExceptions or not sys.stderr:
            return
        kind, value, tb = sys.exc_info()
        write = sys.stderr.write
        try:
            write("--- Logging error ---\n")
            traceback.print_exception(kind, value, tb, None, sys.stderr)
            write("Call stack:\n")
            frame = tb.tb_frame
            while frame and _is_ours(frame):
                frame = frame.f_back
            if frame:
                traceback.print_stack(frame, file=sys.stderr)
            else:
                write("Logged from file %s, line %s\n" % (record.filename, record.lineno))
            try:
                write("Message: %r\nArguments: %s\n" % (record.msg, record.args))
            except RecursionError:
                raise
            except Exception:
                write("Unable to print the message and arguments - possible formatting error.\n"
                      "Use the traceback above to help find the error.\n")
        except OSError:
            pass
        finally:
            del kind, value, tb

    def __repr__(self):
        return "<%s (%s)>" % (type(self).__name__, getLevelName(self.level))


def _is_ours(frame):
    return frame.f_globals.get("__name__") in ("logging", "logging._levels")


class StreamHandler(Handler):
    """Writes lines to a stream, which it doesn't close."""

    terminator = "\n"

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        self.acquire()
        try:
            flush = getattr(self.stream, "flush", None)
            if self.stream and flush is not None:
                flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        before = self.stream
        if stream is before:
            return None
        self.acquire()
        try:
            self.flush()
            self.stream = stream
        finally:
            self.release()
        return before

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return "<%s %s(%s)>" % (type(self).__name__, name and name + " ", getLevelName(self.level))


def _alias(kind, items):
    import types
    return types.GenericAlias(kind, items)


if _minor >= 11:
    StreamHandler.__class_getitem__ = classmethod(_alias)


class _StderrHandler(StreamHandler):
    """Writes to whatever sys.stderr is at the time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class NullHandler(Handler):
    """Writes nothing."""

    def handle(self, record):
        pass

    emit = handle

    def createLock(self):
        self.lock = None

    if _minor >= 10:
        def _at_fork_reinit(self):
            pass


class FileHandler(StreamHandler):
    def __init__(self, filename, *args, **kwargs):
        from _refusal import refuse
        refuse("a FileHandler of logging, which needs a file")


_defaultLastResort = lastResort = _StderrHandler(WARNING)


def shutdown(handlerList=_handlerList):
    """Flushes and closes the handlers that are left: at the end of the program."""
    for seen in reversed(handlerList[:]):
        try:
            handler = seen()
            if handler:
                handler.acquire()
                try:
                    if getattr(handler, "flushOnClose", True):
                        handler.flush()
                    handler.close()
                except (OSError, ValueError):
                    # It may have been closed by hand.
                    pass
                finally:
                    handler.release()
        except:
            if sys.modules["logging"].raiseExceptions:
                raise
