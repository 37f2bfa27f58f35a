"""Which objects are coroutines."""
import collections.abc
import functools
import sys as _sys
import types

__all__ = ["iscoroutine", "iscoroutinefunction"]
# CO_COROUTINE
_FLAG = 0x80


def iscoroutine(obj):
    kinds = (types.CoroutineType, collections.abc.Coroutine)
    if _sys.version_info < (3, 12):
        # Those that a generator was made into.
        kinds += (types.GeneratorType,)
    return isinstance(obj, kinds)


def iscoroutinefunction(func):
    while isinstance(func, (functools.partial, types.MethodType)):
        func = func.func if isinstance(func, functools.partial) else func.__func__
    return isinstance(func, types.FunctionType) and bool(func.__code__.co_flags & _FLAG)
