"""How callbacks and coroutines are shown in a repr."""
import functools
import reprlib
import types


def _place(func):
    """Where a function of Python is defined: file and line."""
    while True:
        func = getattr(func, "__wrapped__", func)
        if isinstance(func, functools.partial):
            func = func.func
        elif isinstance(func, types.MethodType):
            func = func.__func__
        else:
            break
    if isinstance(func, types.FunctionType):
        return func.__code__.co_filename, func.__code__.co_firstlineno
    return None


def _arguments(args, kwargs):
    parts = [reprlib.repr(arg) for arg in args or ()]
    parts += ["%s=%s" % (name, reprlib.repr(value)) for name, value in (kwargs or {}).items()]
    return "(%s)" % ", ".join(parts)


def call_of(func, args, kwargs=None, suffix=""):
    if isinstance(func, functools.partial):
        return call_of(func.func, func.args, func.keywords, _arguments(args, kwargs) + suffix)
    name = getattr(func, "__qualname__", None) or getattr(func, "__name__", None) or repr(func)
    return name + _arguments(args, kwargs) + suffix


def callback(func, args=()):
    shown, place = call_of(func, args), _place(func)
    # What stands in this package is native in CPython, and has no place.
    if place and not getattr(func, "_native", False):
        shown += " at %s:%s" % place
    return shown


def coroutine(coro):
    """`name() running at FILE:LINE`, or `done, defined at`."""
    kind = "gi" if hasattr(coro, "gi_code") else "cr"
    name = getattr(coro, "__qualname__", None) or getattr(coro, "__name__", None)
    if not name:
        name = "<%s without __name__>" % type(coro).__name__
    code = getattr(coro, kind + "_code", None)
    running = getattr(coro, kind + "_running", False)
    if code is None:
        return name + "() running" if running else name + "()"
    frame = getattr(coro, kind + "_frame", None)
    if frame is not None:
        return "%s() running at %s:%s" % (name, code.co_filename, frame.f_lineno)
    return "%s() done, defined at %s:%s" % (name, code.co_filename, code.co_firstlineno)


def callbacks(entries):
    """Of many the first and the last are shown."""
    shown = [callback(entry[0]) for entry in (entries if len(entries) < 3 else (entries[0], entries[-1]))]
    if len(entries) > 2:
        shown.insert(1, "<%d more>" % (len(entries) - 2))
    return "cb=[%s]" % ", ".join(shown)
