"""Frames, generators and the calls under way."""
import sys
from collections import namedtuple
from inspect._asks import isframe, istraceback

# The module that what is made here says it is of.
__name__ = "inspect"
_minor = sys.version_info[1]

ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals", module="inspect")
_fields = "filename lineno function code_context index"

if _minor >= 11:
    class Traceback(namedtuple("_Traceback", _fields, module="inspect")):
        """A place in a program, with the columns in `positions`."""

        def __new__(cls, *fields, positions=None):
            made = super().__new__(cls, *fields)
            made.positions = positions
            return made

    class FrameInfo(namedtuple("_FrameInfo", "frame " + _fields, module="inspect")):
        """A frame and its place in the program."""

        def __new__(cls, *fields, positions=None):
            made = super().__new__(cls, *fields)
            made.positions = positions
            return made
else:
    Traceback = namedtuple("Traceback", _fields, module="inspect")
    FrameInfo = namedtuple("FrameInfo", "frame " + _fields, module="inspect")


def currentframe():
    """The frame of whoever calls this."""
    return sys._getframe(1)


def getframeinfo(frame, context=1):
    """Where a frame is in its program."""
    line = frame.tb_lineno if istraceback(frame) else frame.f_lineno
    if istraceback(frame):
        frame = frame.tb_frame
    if not isframe(frame):
        raise TypeError("{!r} is not a frame or traceback object".format(frame))
    code = frame.f_code
    lines = index = None
    if context > 0 and line is not None:
        from _traceback import source_line
        first = line - 1 - context // 2
        lines = [source_line(code, number + 1) for number in range(max(first, 0), max(first, 0) + context)]
        lines = [text + "\n" for text in lines if text is not None] or None
        index = line - 1 - max(first, 0) if lines else None
    return Traceback(code.co_filename, line, code.co_name, lines, index)


def getouterframes(frame, context=1):
    """A frame and those that wait for it."""
    found = []
    while frame:
        found.append(FrameInfo(frame, *getframeinfo(frame, context)))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """The frames that an exception went through."""
    found = []
    while tb:
        found.append(FrameInfo(tb.tb_frame, *getframeinfo(tb, context)))
        tb = tb.tb_next
    return found


def stack(context=1):
    """The caller's frame and those that wait for it."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """The frames between this one and where the exception under way was raised."""
    return getinnerframes(sys.exc_info()[2], context)


def getargvalues(frame):
    """The arguments that a frame was called with."""
    code = frame.f_code
    count = code.co_argcount + code.co_kwonlyargcount
    names = list(code.co_varnames)
    varargs = names[count] if code.co_flags & 4 else None
    keywords = names[count + bool(varargs)] if code.co_flags & 8 else None
    return ArgInfo(names[:count], varargs, keywords, frame.f_locals)


def _states(prefix):
    return ["{}_{}".format(prefix, name) for name in ("CREATED", "RUNNING", "SUSPENDED", "CLOSED")]


GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = _states("GEN")
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = _states("CORO")
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = _states("AGEN")


def _state(thing, start, prefix):
    frame = getattr(thing, start + "_frame")
    if getattr(thing, start + "_running"):
        name = "RUNNING"
    elif frame is None:
        name = "CLOSED"
    else:
        # This runtime has the attribute in each release.
        name = "SUSPENDED" if getattr(thing, start + "_suspended") else "CREATED"
    return "{}_{}".format(prefix, name)


def getgeneratorstate(generator):
    """Whether a generator has begun, runs, waits or is over."""
    return _state(generator, "gi", "GEN")


def getcoroutinestate(coroutine):
    """Whether a coroutine has begun, runs, waits or is over."""
    return _state(coroutine, "cr", "CORO")


if _minor >= 12:
    def getasyncgenstate(agen):
        """Whether an asynchronous generator has begun, runs, waits or is over."""
        return _state(agen, "ag", "AGEN")

    def getasyncgenlocals(agen):
        """The local names of an asynchronous generator that isn't over."""
        return agen.ag_frame.f_locals if agen.ag_frame else {}


def getgeneratorlocals(generator):
    """The local names of a generator that isn't over."""
    return generator.gi_frame.f_locals if generator.gi_frame else {}


def getcoroutinelocals(coroutine):
    """The local names of a coroutine that isn't over."""
    return coroutine.cr_frame.f_locals if coroutine.cr_frame else {}


ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound", module="inspect")


def getclosurevars(func):
    """The names that a function finds outside of itself."""
    func = getattr(func, "__func__", func)
    if not hasattr(func, "__code__"):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__)}
    builtins = func.__globals__.get("__builtins__", {})
    builtins = builtins if isinstance(builtins, dict) else vars(builtins)
    found = ClosureVars(nonlocals, {}, {}, set())
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in func.__globals__:
            found.globals[name] = func.__globals__[name]
        elif name in builtins:
            found.builtins[name] = builtins[name]
        else:
            found.unbound.add(name)
    return found
