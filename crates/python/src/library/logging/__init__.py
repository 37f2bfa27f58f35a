"""A log: who asks (loggers), who writes (handlers), and how it looks (formatters)."""
import atexit
import sys as _sys

from logging._levels import (
    CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, _checkLevel, _levelToName, _lock, _minor, _nameToLevel,
    addLevelName, getLevelName)
from logging._records import (
    BASIC_FORMAT, _STYLES, BufferingFormatter, Formatter, LogRecord, PercentStyle, StrFormatStyle,
    StringTemplateStyle, _defaultFormatter, _style, getLogRecordFactory, makeLogRecord, setLogRecordFactory)
from logging._handling import (
    FileHandler, Filter, Filterer, Handler, NullHandler, StreamHandler, _addHandlerRef, _at_fork_reinit_lock_weakset,
    _defaultLastResort, _handlerList, _handlers, _removeHandlerRef, _StderrHandler, lastResort, shutdown)
from logging._loggers import (
    Logger, LoggerAdapter, Manager, PlaceHolder, RootLogger, _old, getLoggerClass, root, setLoggerClass)

__all__ = """BASIC_FORMAT BufferingFormatter CRITICAL DEBUG ERROR FATAL FileHandler Filter Formatter Handler INFO LogRecord
    Logger LoggerAdapter NOTSET NullHandler StreamHandler WARN WARNING addLevelName basicConfig captureWarnings critical
    debug disable error exception fatal getLevelName getLogger getLoggerClass info log makeLogRecord setLoggerClass
    shutdown warn warning getLogRecordFactory setLogRecordFactory lastResort raiseExceptions""".split()
__absent__ = ("_acquireLock", "_releaseLock") if _minor >= 13 else ()

if _minor >= 11:
    from logging._levels import getLevelNamesMapping
    __all__.append("getLevelNamesMapping")
else:
    __absent__ += ("getLevelNamesMapping",)
if _minor >= 12:
    from logging._handling import getHandlerByName, getHandlerNames
    __all__ += ["getHandlerByName", "getHandlerNames"]
else:
    __absent__ += ("getHandlerByName", "getHandlerNames")
if _minor < 13:
    _acquireLock, _releaseLock = _lock.acquire, _lock.release

# What a program may switch off.
raiseExceptions = logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True


def currentframe():
    return _sys._getframe(1)


def getLogger(name=None):
    """The logger of that name, made when it is asked for first."""
    if not name or isinstance(name, str) and name == root.name and _minor >= 9:
        return root
    return Logger.manager.getLogger(name)


def disable(level=CRITICAL):
    """Nothing of this level or below is logged any more."""
    root.manager.disable = level
    root.manager._clear_cache()


def _configured(given):
    """The handlers that basicConfig is to set up."""
    handlers = given.pop("handlers", None)
    if handlers is None:
        if "stream" in given and "filename" in given:
            raise ValueError("'stream' and 'filename' should not be specified together")
    elif "stream" in given or "filename" in given:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if handlers is None:
        name, stream = given.pop("filename", None), given.pop("stream", None)
        given.pop("filemode", None)
        handlers = [FileHandler(name) if name else StreamHandler(stream)]
    return handlers


def basicConfig(**kwargs):
    """Gives the root logger handlers and a level, unless it has some."""
    with _lock:
        if kwargs.pop("force", False):
            for old in root.handlers[:]:
                root.removeHandler(old)
                old.close()
        if _minor >= 9:
            kwargs.pop("encoding", None), kwargs.pop("errors", None)
        if root.handlers:
            return
        handlers = _configured(kwargs)
        dated, kind = kwargs.pop("datefmt", None), kwargs.pop("style", "%")
        _, usual = _style(kind)
        made = Formatter(kwargs.pop("format", usual), dated, kind)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(made)
            root.addHandler(handler)
        level = kwargs.pop("level", None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError("Unrecognised argument(s): %s" % ", ".join(kwargs))


def _ready():
    if not root.handlers:
        basicConfig()
    return root


# The same as the methods, of the root logger.

def critical(msg, *args, **kwargs):
    _ready().critical(msg, *args, **kwargs)


def fatal(msg, *args, **kwargs):
    critical(msg, *args, **kwargs)


def error(msg, *args, **kwargs):
    _ready().error(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    error(msg, *args, exc_info=exc_info, **kwargs)


def warning(msg, *args, **kwargs):
    _ready().warning(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    _old("warn", "function")
    warning(msg, *args, **kwargs)


def info(msg, *args, **kwargs):
    _ready().info(msg, *args, **kwargs)


def debug(msg, *args, **kwargs):
    _ready().debug(msg, *args, **kwargs)


def log(level, msg, *args, **kwargs):
    _ready().log(level, msg, *args, **kwargs)


# Warnings that become records.

_before = []


def _showwarning(message, category, filename, lineno, file=None, line=None):
    import warnings
    if file is not None:
        if _before:
            _before[0](message, category, filename, lineno, file, line)
        return
    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    text = warnings.formatwarning(message, category, filename, lineno, line)
    logger.warning(*((str(text),) if _minor >= 11 else ("%s", text)))


def captureWarnings(capture):
    """Whether warnings go to the logger `py.warnings`."""
    import warnings
    if capture and not _before:
        _before.append(warnings.showwarning)
        warnings.showwarning = _showwarning
    elif not capture and _before:
        warnings.showwarning = _before.pop()


atexit.register(shutdown)
