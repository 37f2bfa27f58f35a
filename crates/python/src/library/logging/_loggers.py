"""Who is asked to log, and the tree in which they stand."""
import io
import sys
import traceback

from logging._handling import Filterer, _is_ours
from logging._levels import (
    CRITICAL, DEBUG, ERROR, INFO, NOTSET, WARNING, _checkLevel, _lock, _minor, getLevelName)
from logging._records import getLogRecordFactory

# The module that the classes say they are of.
__name__ = "logging"


def _old(name, what="method"):
    import warnings
    warnings.warn(f"The '{name}' {what} is deprecated, use 'warning' instead", DeprecationWarning, 3)


def _mismatch(logger_class):
    return TypeError("logger not derived from logging.Logger: " + logger_class.__name__)


class PlaceHolder:
    """Stands in the tree where a logger is missing above others."""

    def __init__(self, alogger):
        self.loggerMap = {alogger: None}

    def append(self, alogger):
        self.loggerMap.setdefault(alogger)


class Manager:
    """Knows all loggers by name."""

    def __init__(self, rootnode):
        self.root = rootnode
        self.disable = 0
        self.emittedNoHandlerWarning = False
        self.loggerDict = {}
        self.loggerClass = self.logRecordFactory = None

    @property
    def disable(self):
        return self._disable

    @disable.setter
    def disable(self, value):
        self._disable = _checkLevel(value)

    def setLoggerClass(self, klass):
        if klass is not Logger and not issubclass(klass, Logger):
            raise _mismatch(klass)
        self.loggerClass = klass

    def setLogRecordFactory(self, factory):
        self.logRecordFactory = factory

    def getLogger(self, name):
        if not isinstance(name, str):
            raise TypeError("A logger name must be a string")
        with _lock:
            known = self.loggerDict.get(name)
            if known is not None and not isinstance(known, PlaceHolder):
                return known
            logger = (self.loggerClass or _classes[0])(name)
            logger.manager = self
            self.loggerDict[name] = logger
            if known is not None:
                self._fixupChildren(known, logger)
            self._fixupParents(logger)
            return logger

    def _fixupParents(self, alogger):
        """Finds the nearest logger above, and leaves word in the gaps."""
        name, parent = alogger.name, None
        while parent is None and "." in name:
            name = name.rpartition(".")[0]
            above = self.loggerDict.get(name)
            if above is None:
                self.loggerDict[name] = PlaceHolder(alogger)
            elif isinstance(above, Logger):
                parent = above
            else:
                above.append(alogger)
        alogger.parent = parent or self.root

    def _fixupChildren(self, ph, alogger):
        """A logger comes where there was a gap: those below get it for a parent, unless they have a nearer one."""
        for child in ph.loggerMap:
            if child.parent.name[:len(alogger.name)] != alogger.name:
                alogger.parent = child.parent
                child.parent = alogger

    def _clear_cache(self):
        with _lock:
            loggers = [one for one in self.loggerDict.values() if isinstance(one, Logger)]
            for logger in (*loggers, self.root):
                logger._cache.clear()


_LEVELS = {"debug": DEBUG, "info": INFO, "warning": WARNING, "error": ERROR, "critical": CRITICAL}


def _called(name, owner, method):
    method.__name__, method.__qualname__ = name, owner + "." + name
    return method


def _asks(name):
    """A method of a logger that logs at the level of that name."""
    level = _LEVELS[name]

    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    return _called(name, "Logger", method)


class Logger(Filterer):
    """Is asked to log, and hands records to its handlers and to those above it."""

    def __init__(self, name, level=NOTSET):
        Filterer.__init__(self)
        self.name, self.level = name, _checkLevel(level)
        self.parent, self.propagate = None, True
        self.handlers, self.disabled, self._cache = [], False, {}

    # Levels.

    def setLevel(self, level):
        self.level = _checkLevel(level)
        self.manager._clear_cache()

    def getEffectiveLevel(self):
        logger = self
        while logger and not logger.level:
            logger = logger.parent
        return logger.level if logger else NOTSET

    def isEnabledFor(self, level):
        if self.disabled:
            return False
        known = self._cache.get(level)
        if known is None:
            with _lock:
                known = self.manager.disable < level and level >= self.getEffectiveLevel()
                self._cache[level] = known
        return known

    # To log something.

    debug, info, warning, error, critical = map(_asks, _LEVELS)
    if _minor < 11:
        fatal = critical
    else:
        def fatal(self, msg, *args, **kwargs):
            self.critical(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def warn(self, msg, *args, **kwargs):
        _old("warn")
        self.warning(msg, *args, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            if sys.modules["logging"].raiseExceptions:
                raise TypeError("level must be an integer")
        elif self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def findCaller(self, stack_info=False, stacklevel=1):
        """The file, the line, the function and maybe the stack from which something was logged."""
        frame = sys._getframe(1)
        while _is_ours(frame) and frame.f_back is not None:
            frame = frame.f_back
        while stacklevel > 1 and frame.f_back is not None:
            frame = frame.f_back
            stacklevel -= not _is_ours(frame)
        stack = None
        if stack_info:
            page = io.StringIO("Stack (most recent call last):\n")
            page.seek(0, 2)
            traceback.print_stack(frame, file=page)
            stack = page.getvalue()[:-1]
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        record = getLogRecordFactory()(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        taken = ("message", "asctime")
        for key, value in (extra or {}).items():
            if key in taken or key in record.__dict__:
                raise KeyError("Attempt to overwrite %r in LogRecord" % key)
            record.__dict__[key] = value
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        place, line, func, stack = self.findCaller(stack_info, stacklevel)
        if isinstance(exc_info, BaseException):
            exc_info = type(exc_info), exc_info, exc_info.__traceback__
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        self.handle(self.makeRecord(self.name, level, place, line, msg, args, exc_info, func, extra, stack))

    # What becomes of a record.

    def handle(self, record):
        passed = not self.disabled and self.filter(record)
        if passed:
            self.callHandlers(record if passed is True else passed)

    def addHandler(self, hdlr):
        with _lock:
            if hdlr not in self.handlers:
                self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        with _lock:
            if hdlr in self.handlers:
                self.handlers.remove(hdlr)

    def _upwards(self):
        """This one, and those above it that get its records too."""
        logger = self
        while logger:
            yield logger
            logger = logger.propagate and logger.parent

    def hasHandlers(self):
        return any(logger.handlers for logger in self._upwards())

    def callHandlers(self, record):
        found = 0
        for logger in self._upwards():
            for handler in logger.handlers:
                found += 1
                if record.levelno >= handler.level:
                    handler.handle(record)
        logging = sys.modules["logging"]
        if found:
            return
        if logging.lastResort:
            if record.levelno >= logging.lastResort.level:
                logging.lastResort.handle(record)
        elif logging.raiseExceptions and not self.manager.emittedNoHandlerWarning:
            sys.stderr.write('No handlers could be found for logger "%s"\n' % self.name)
            self.manager.emittedNoHandlerWarning = True

    # The tree.

    def getChild(self, suffix):
        prefix = [] if self.root is self else [self.name]
        return self.manager.getLogger(".".join([*prefix, suffix]))

    def __repr__(self):
        return "<%s %s (%s)>" % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))

    def __reduce__(self):
        getLogger = sys.modules["logging"].getLogger
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError("logger cannot be pickled")
        return getLogger, (self.name,)


class RootLogger(Logger):
    """The one at the top, which has a level of its own."""

    def __init__(self, level):
        Logger.__init__(self, "root", level)

    def __reduce__(self):
        return sys.modules["logging"].getLogger, ()


if _minor >= 12:
    def getChildren(self):
        """Those right below."""
        def depth(logger):
            return 0 if logger is self.root else 1 + logger.name.count(".")

        with _lock:
            known = [one for one in self.manager.loggerDict.values() if isinstance(one, Logger)]
            return {one for one in known if one.parent is self and depth(one) == depth(self) + 1}

    Logger.getChildren = getChildren
    del getChildren

_classes = [Logger]


def setLoggerClass(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise _mismatch(klass)
    _classes[0] = klass


def getLoggerClass():
    return _classes[0]


root = Logger.root = RootLogger(WARNING)
Logger.manager = Manager(root)


def _passes_on(name):
    """A method of an adapter that logs at the level of that name."""
    level = _LEVELS[name]

    def method(self, msg, *args, **kwargs):
        self.log(level, msg, *args, **kwargs)

    return _called(name, "LoggerAdapter", method)


def _of_logger(name):
    """A method of an adapter that is its logger's."""
    def method(self, *args, **kwargs):
        return getattr(self.logger, name)(*args, **kwargs)

    return _called(name, "LoggerAdapter", method)


class LoggerAdapter:
    """A logger that adds something to each record."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra, self.merge_extra = logger, extra, merge_extra

    def process(self, msg, kwargs):
        added = self.extra
        if _minor >= 13 and self.merge_extra and "extra" in kwargs:
            added = {**added, **kwargs["extra"]}
        kwargs["extra"] = added
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    debug, info, warning, error, critical = map(_passes_on, _LEVELS)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def warn(self, msg, *args, **kwargs):
        _old("warn")
        self.warning(msg, *args, **kwargs)

    setLevel, isEnabledFor, getEffectiveLevel, hasHandlers, _log = map(
        _of_logger, ("setLevel", "isEnabledFor", "getEffectiveLevel", "hasHandlers", "_log"))
    name = property(lambda self: self.logger.name)
    manager = property(lambda self: self.logger.manager, lambda self, value: setattr(self.logger, "manager", value))

    def __repr__(self):
        shown = self.logger
        return "<%s %s (%s)>" % (type(self).__name__, shown.name, getLevelName(shown.getEffectiveLevel()))
