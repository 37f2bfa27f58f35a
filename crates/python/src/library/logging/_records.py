"""What is logged, and how it becomes text."""
import io
import os
import re
import string
import sys
import threading
import time
import traceback
from collections.abc import Mapping

from logging._levels import _minor, getLevelName

# The module that the classes say they are of.
__name__ = "logging"

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"

_start = time.time_ns()


def _switch(name):
    # A program may set logging.logThreads and the like.
    return getattr(sys.modules["logging"], name)


class LogRecord:
    """One thing that was logged."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time_ns()
        self.name, self.msg = name, msg
        # One mapping alone is for names in the text.
        alone = args and len(args) == 1 and args[0]
        self.args = alone if alone and isinstance(alone, Mapping) else args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname = pathname
        try:
            self.filename = os.path.basename(pathname)
            self.module = os.path.splitext(self.filename)[0]
        except (TypeError, ValueError, AttributeError):
            self.filename, self.module = pathname, "Unknown module"
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created = now / 1e9
        self.msecs = now % 10 ** 9 / 1e6 if _minor < 11 else now % 10 ** 9 // 10 ** 6 + 0.0
        self.relativeCreated = (now - _start) / 1e6
        threads = _switch("logThreads")
        self.thread = threading.get_ident() if threads else None
        self.threadName = threading.current_thread().name if threads else None
        self.processName = "MainProcess" if _switch("logMultiprocessing") else None
        self.process = os.getpid() if _switch("logProcesses") else None
        if _minor >= 12:
            self.taskName = _task_name()

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        text = str(self.msg)
        return text % self.args if self.args else text


def _task_name():
    asyncio = sys.modules.get("asyncio")
    if asyncio is None or not _switch("logAsyncioTasks"):
        return None
    try:
        return asyncio.current_task().get_name()
    except Exception:
        return None


# The three ways to write a format.

class PercentStyle:
    default_format = "%(message)s"
    asctime_format = asctime_search = "%(asctime)s"
    validation_pattern = re.compile(r"%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]", re.I)

    def __init__(self, fmt, *, defaults=None):
        self._fmt, self._defaults = fmt or self.default_format, defaults
        self._prepare()

    def _prepare(self):
        pass

    def usesTime(self):
        places = [self._fmt.find(text) for text in (self.asctime_search, self.asctime_format)]
        return max(places) >= 0

    def validate(self):
        if self.validation_pattern.search(self._fmt) is None:
            raise ValueError("Invalid format '%s' for '%s' style" % (self._fmt, self.default_format[0]))

    def _values(self, record):
        return {**self._defaults, **record.__dict__} if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as missing:
            raise ValueError("Formatting field not found in record: %s" % missing)


class StrFormatStyle(PercentStyle):
    default_format, asctime_format, asctime_search = "{message}", "{asctime}", "{asctime"
    fmt_spec = re.compile(r"^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$", re.I)
    field_spec = re.compile(r"^(\d+|\w+)(\.\w+|\[[^]]+\])*$")

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        fields = set()
        try:
            for field, conversion, spec in _fields(self._fmt):
                if field:
                    if self.field_spec.match(field) is None:
                        raise ValueError("invalid field name/expression: %r" % field)
                    fields.add(field)
                if conversion and conversion not in "rsa":
                    raise ValueError("invalid conversion: %r" % conversion)
                if spec and self.fmt_spec.match(spec) is None:
                    raise ValueError("bad specifier: %r" % spec)
        except ValueError as problem:
            raise ValueError("invalid format: %s" % problem)
        if not fields:
            raise ValueError("invalid format: no fields")


_HOLE = re.compile(r"\$(?:\$|(?P<named>[_a-z][_a-z0-9]*)|{(?P<braced>[_a-z][_a-z0-9]*)}|(?P<bare>))", re.I)
_FIELD = re.compile(r"{{|}}|{([^{}!:]*)(?:!([^{}:]*))?(?::((?:[^{}]|{[^{}]*})*))?}")


def _fields(text):
    """The parts between braces: name, conversion, specifier."""
    rest = _FIELD.sub("", text)
    if "{" in rest:
        raise ValueError("expected '}' before end of string")
    if "}" in rest:
        raise ValueError("Single '}' encountered in format string")
    return [found.groups() for found in _FIELD.finditer(text) if found[1] is not None]


class StringTemplateStyle(PercentStyle):
    default_format = "${message}"
    asctime_format = asctime_search = "${asctime}"

    def _prepare(self):
        self._tpl = string.Template(self._fmt)

    def usesTime(self):
        return "$asctime" in self._fmt or self.asctime_search in self._fmt

    def validate(self):
        found = list(_HOLE.finditer(self._fmt))
        fields = {part["named"] or part["braced"] for part in found} - {None}
        if any(part["bare"] is not None for part in found):
            raise ValueError("invalid format: bare '$' not allowed")
        if not fields:
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


_STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


def _style(key):
    if key not in _STYLES:
        raise ValueError("Style must be one of: %s" % ",".join(_STYLES))
    return _STYLES[key]


class Formatter:
    """Makes text of a record."""

    converter = staticmethod(lambda seconds: time.localtime(seconds))
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        self._style = _style(style)[0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt, self.datefmt = self._style._fmt, datefmt

    def usesTime(self):
        return self._style.usesTime()

    def formatTime(self, record, datefmt=None):
        when = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, when)
        text = time.strftime(self.default_time_format, when)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatMessage(self, record):
        return self._style.format(record)

    def formatException(self, ei):
        page = io.StringIO()
        traceback.print_exception(*ei, None, page)
        return _cut(page.getvalue())

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            # It is kept, for the next handler.
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = _cut(text) + "\n" + record.exc_text
        if record.stack_info:
            text = _cut(text) + "\n" + self.formatStack(record.stack_info)
        return text


def _cut(text):
    return text[:-1] if text.endswith("\n") else text


class BufferingFormatter:
    """Makes text of several records."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        lines = [self.linefmt.format(record) for record in records]
        return "".join([self.formatHeader(records), *lines, self.formatFooter(records)])


_defaultFormatter = Formatter()
_factory = [LogRecord]


def setLogRecordFactory(factory):
    _factory[0] = factory


def getLogRecordFactory():
    return _factory[0]


def makeLogRecord(dict):
    """A record with these attributes."""
    record = _factory[0](None, None, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record
