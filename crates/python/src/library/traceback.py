"""Tracebacks as text, and as lists of what they have.

The text itself is the interpreter's (`_traceback`): what an uncaught exception prints and what is
formatted here can't differ.
"""

import sys

import _traceback

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only",
    "format_list", "format_stack", "format_tb", "print_exc", "format_exc",
    "print_exception", "print_last", "print_stack", "print_tb", "clear_frames",
    "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb",
]

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_sentinel = object()


class FrameSummary:
    """One entry of a traceback."""

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self._line = line
        self._shown = None
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = {k: repr(v) for k, v in locals.items()} if locals else None

    @property
    def line(self):
        return None if self._line is None else self._line.strip()

    def _as_tuple(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._as_tuple() == other._as_tuple()
        if isinstance(other, tuple):
            return self._as_tuple() == other
        return NotImplemented

    def __getitem__(self, pos):
        return self._as_tuple()[pos]

    def __iter__(self):
        return iter(self._as_tuple())

    def __len__(self):
        return 4

    def __repr__(self):
        return "<FrameSummary file {filename}, line {lineno} in {name}>".format(
            filename=self.filename, lineno=self.lineno, name=self.name)


def _summary(shown, frame, lineno):
    """What the interpreter shows of an entry, taken apart."""
    code = frame.f_code
    summary = FrameSummary(code.co_filename, lineno, code.co_name,
                           line=_traceback.source_line(code, lineno))
    summary._shown = shown
    return summary


class StackSummary(list):
    """The entries of a traceback."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        result = cls()
        for frame, lineno in _limited(list(frame_gen), limit):
            result.append(_summary(None, frame, lineno))
        return result

    @classmethod
    def from_list(cls, a_list):
        result = cls()
        for frame in a_list:
            if not isinstance(frame, FrameSummary):
                filename, lineno, name, line = frame
                frame = FrameSummary(filename, lineno, name, line=line)
            result.append(frame)
        return result

    def format_frame_summary(self, frame_summary):
        if frame_summary._shown is not None:
            return frame_summary._shown
        text = '  File "{}", line {}, in {}\n'.format(
            frame_summary.filename, frame_summary.lineno, frame_summary.name)
        if frame_summary.line:
            text += "    {}\n".format(frame_summary.line)
        return text

    def format(self, **kwargs):
        result = []
        last = None
        count = 0
        for frame in self:
            key = (frame.filename, frame.lineno, frame.name)
            if key != last:
                _repeated(result, count)
                last = key
                count = 0
            count += 1
            if count <= 3:
                result.append(self.format_frame_summary(frame))
        _repeated(result, count)
        return result


def _repeated(result, count):
    if count > 3:
        count -= 3
        result.append("  [Previous line repeated {} more time{}]\n".format(
            count, "s" if count > 1 else ""))


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    return entries[:limit] if limit >= 0 else entries[limit:]


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def extract_tb(tb, limit=None):
    result = StackSummary()
    entries = []
    while tb is not None:
        if not _traceback.is_hidden(tb):
            entries.append((_traceback.entry(tb), tb.tb_frame, tb.tb_lineno))
        tb = tb.tb_next
    for shown, frame, lineno in _limited(entries, limit):
        result.append(_summary(shown, frame, lineno))
    return result


def extract_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    entries = []
    while f is not None:
        entries.append((f, f.f_lineno))
        f = f.f_back
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    entries.reverse()
    result = StackSummary()
    for frame, lineno in entries:
        result.append(_summary(None, frame, lineno))
    return result


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    _print(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    _print(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    if f is None:
        f = sys._getframe().f_back
    _print(extract_stack(f, limit).format(), file)


def clear_frames(tb):
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def _print(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def _given(name, exc, value, tb):
    """The exception and its traceback, from one argument or from three."""
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _sentinel:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError("Exception expected for value, {} found".format(type(exc).__name__))
    return value, tb


def format_exception_only(exc, /, value=_sentinel, *, show_group=False):
    if value is _sentinel:
        value = exc
    if value is None:
        return ["NoneType: None\n"]
    return _traceback.last_lines(value)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    value, tb = _given("format_exception", exc, value, tb)
    return list(_formatted(value, tb, limit, chain))


def _formatted(value, tb, limit, chain):
    if value is None:
        if tb is not None:
            yield "Traceback (most recent call last):\n"
            yield from format_tb(tb, limit)
        yield "NoneType: None\n"
        return
    parts = []
    seen = []
    between = None
    while True:
        parts.append((value, tb, between))
        seen.append(value)
        following = None
        if chain:
            if value.__cause__ is not None:
                following, between = value.__cause__, _CAUSE
            elif value.__context__ is not None and not value.__suppress_context__:
                following, between = value.__context__, _CONTEXT
        if following is None or any(following is one for one in seen):
            break
        value = following
        tb = value.__traceback__
    while parts:
        value, tb, between = parts.pop()
        if isinstance(value, _group_types):
            yield _traceback.text(value)
        else:
            if tb is not None:
                yield "Traceback (most recent call last):\n"
                yield from format_tb(tb, limit)
            yield from format_exception_only(value)
        if between is not None:
            yield between


_group_types = (BaseExceptionGroup,) if sys.version_info >= (3, 11) else ()


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True,
                    **kwargs):
    value, tb = _given("print_exception", exc, value, tb)
    _print(_formatted(value, tb, limit, chain), file)


def format_exc(limit=None, chain=True):
    value = sys.exc_info()[1]
    tb = None if value is None else value.__traceback__
    return "".join(_formatted(value, tb, limit, chain))


def print_exc(limit=None, file=None, chain=True):
    value = sys.exc_info()[1]
    tb = None if value is None else value.__traceback__
    _print(_formatted(value, tb, limit, chain), file)


def print_last(limit=None, file=None, chain=True):
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    value = sys.last_exc if hasattr(sys, "last_exc") else sys.last_value
    print_exception(value, limit=limit, file=file, chain=chain)


class TracebackException:
    """An exception as it was, without holding it or its frames."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 _seen=None):
        self.stack = extract_tb(exc_traceback, limit)
        self._exc_type = exc_type
        self.exc_type_qualname = exc_type.__qualname__ if exc_type is not None else None
        self.exc_type_module = exc_type.__module__ if exc_type is not None else None
        self._only = format_exception_only(exc_value)
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__notes__ = getattr(exc_value, "__notes__", None)
        seen = _seen if _seen is not None else []
        seen.append(exc_value)
        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = False
        if exc_value is not None:
            self.__suppress_context__ = exc_value.__suppress_context__
            for name in ("__cause__", "__context__"):
                other = getattr(exc_value, name)
                if other is not None and not any(other is one for one in seen):
                    setattr(self, name, TracebackException(
                        type(other), other, other.__traceback__, limit=limit, _seen=seen))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        return self._exc_type

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._only

    def format(self, *, chain=True, **kwargs):
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _CAUSE
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield _CONTEXT
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self._only

    def print(self, *, file=None, chain=True, **kwargs):
        _print(self.format(chain=chain), file)
