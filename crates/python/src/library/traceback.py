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

    # The text of the interpreter, if the entry was one of its own.
    _shown = None

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename, self.name = filename, name
        self.lineno, self.end_lineno = lineno, end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._line = line
        self.locals = None
        if locals:
            self.locals = {variable: repr(value) for variable, value in locals.items()}

    @property
    def line(self):
        return self._line.strip() if self._line is not None else None

    def __repr__(self):
        return "<FrameSummary file %s, line %s in %s>" % (self.filename, self.lineno, self.name)

    # For programs that take it for a tuple of four.

    def _as_tuple(self):
        return (self.filename, self.lineno, self.name, self.line)

    def __len__(self):
        return len(self._as_tuple())

    def __iter__(self):
        return iter(self._as_tuple())

    def __getitem__(self, pos):
        return self._as_tuple()[pos]

    def __eq__(self, other):
        if not isinstance(other, (tuple, FrameSummary)):
            return NotImplemented
        return self._as_tuple() == tuple(other)


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
        made = cls()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                *place, text = entry
                entry = FrameSummary(*place, line=text)
            made.append(entry)
        return made

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
    """The first so many of them, or the last ones if it is negative."""
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is None:
            return entries
        limit = max(limit, 0)
    return entries[limit:] if limit < 0 else entries[:limit]


def walk_stack(f):
    # This runs when the first one is asked for, and the one who asks isn't shown.
    frame = sys._getframe().f_back.f_back if f is None else f
    while frame is not None:
        yield (frame, frame.f_lineno)
        frame = frame.f_back


def _entries(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def walk_tb(tb):
    for entry in _entries(tb):
        yield (entry.tb_frame, entry.tb_lineno)


def extract_tb(tb, limit=None):
    shown = [(_traceback.entry(one), one.tb_frame, one.tb_lineno)
             for one in _entries(tb) if not _traceback.is_hidden(one)]
    return StackSummary([_summary(*each) for each in _limited(shown, limit)])


def extract_stack(f=None, limit=None):
    frame = sys._getframe().f_back if f is None else f
    found = []
    while frame is not None:
        found.append((None, frame, frame.f_lineno))
        frame = frame.f_back
    # `sys.tracebacklimit` doesn't hold here.
    if limit is not None:
        found = _limited(found, limit)
    return StackSummary([_summary(*each) for each in reversed(found)])


def clear_frames(tb):
    for entry in _entries(tb):
        try:
            entry.tb_frame.clear()
        except RuntimeError:
            # It is running.
            continue


# The same as texts, and on a stream.

def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe().f_back, limit).format()


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    _print(extract_tb(tb, limit).format(), file)


def print_stack(f=None, limit=None, file=None):
    _print(extract_stack(f or sys._getframe().f_back, limit).format(), file)


def print_list(extracted_list, file=None):
    _print(StackSummary.from_list(extracted_list).format(), file)


def _print(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def _given(name, exc, value, tb):
    """The exception and its traceback, from one argument or from three."""
    alone = value is _sentinel
    if alone is not (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if not alone:
        return value, tb
    if exc is not None and not isinstance(exc, BaseException):
        raise TypeError("Exception expected for value, %s found" % type(exc).__name__)
    return exc, getattr(exc, "__traceback__", None)


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


def _current():
    value = sys.exc_info()[1]
    return value, getattr(value, "__traceback__", None)


def format_exc(limit=None, chain=True):
    return "".join(_formatted(*_current(), limit, chain))


def print_exc(limit=None, file=None, chain=True):
    _print(_formatted(*_current(), limit, chain), file)


def print_last(limit=None, file=None, chain=True):
    if hasattr(sys, "last_exc"):
        value = sys.last_exc
    elif hasattr(sys, "last_type"):
        value = sys.last_value
    else:
        raise ValueError("no last exception")
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
        kind = type(exc)
        return cls(kind, exc, exc.__traceback__, *args, **kwargs)

    def __str__(self):
        return self._str

    # Only read.
    exc_type = property(lambda self: self._exc_type)

    def format_exception_only(self, *, show_group=False, **kwargs):
        yield from self._only

    def _reason(self):
        """The exception that led to this one, and the words between the two."""
        if self.__cause__ is not None:
            return self.__cause__, _CAUSE
        if self.__suppress_context__:
            return None, None
        return self.__context__, _CONTEXT

    def format(self, *, chain=True, **kwargs):
        reason, between = self._reason() if chain else (None, None)
        if reason is not None:
            yield from reason.format()
            yield between
        if self.stack:
            yield "Traceback (most recent call last):\n"
            yield from self.stack.format()
        yield from self._only

    def print(self, *, file=None, chain=True, **kwargs):
        _print(self.format(chain=chain), file)
