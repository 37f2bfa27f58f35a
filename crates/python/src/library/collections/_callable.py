"""What `collections.abc.Callable[[int], str]` makes: an alias that keeps its arguments in one row."""
import sys

from _types import GenericAlias

# The module that what is made here says it is of.
__name__ = "collections.abc"
_minor = sys.version_info[1]
_MISUSED = "Callable must be used as Callable[[arg, ...], result]."


def _of_typing(value, *names):
    kind = type(value)
    return kind.__module__ == "typing" and kind.__name__ in names


def _stands_for_many(value):
    """Whether it takes the place of all the parameters at once."""
    if value is ... or isinstance(value, list):
        return True
    return _of_typing(value, "ParamSpec", "_ConcatenateGenericAlias")


def _shown(value):
    if isinstance(value, type) and not isinstance(value, GenericAlias):
        if value is type(None) and _minor >= 14:
            return "None"
        return value.__qualname__ if value.__module__ == "builtins" else value.__module__ + "." + value.__qualname__
    if value is ...:
        return "..."
    return value.__name__ if type(value) is type(_shown) else repr(value)


def _in_a_row(args):
    if not isinstance(args, tuple) or len(args) != 2:
        raise TypeError(_MISUSED)
    given, result = args
    if isinstance(given, list) or _minor != 10 and isinstance(given, tuple):
        return (*given, result)
    if _minor >= 10 and not _stands_for_many(given):
        raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {}".format(given))
    return args


class _CallableGenericAlias(GenericAlias):
    __slots__ = ()

    def __new__(cls, origin, args):
        try:
            row = _in_a_row(args)
        except TypeError as problem:
            if _minor > 9:
                raise
            import warnings
            warnings.warn("{} (This will raise a TypeError in Python 3.10.)".format(problem), DeprecationWarning)
            return GenericAlias(origin, args)
        return super().__new__(cls, origin, row)

    def _has_plain_row(self):
        args = self.__args__
        many = _stands_for_many(args[0]) if _minor >= 10 else args[0] is ...
        return not (len(args) == 2 and many)

    def __repr__(self):
        if not self._has_plain_row():
            return super().__repr__()
        *given, result = map(_shown, self.__args__)
        return "collections.abc.Callable[[{}], {}]".format(", ".join(given), result)

    def __getitem__(self, item):
        if _minor >= 11 and not isinstance(item, tuple):
            item = (item,)
        args = super().__getitem__(item).__args__
        if _minor < 11 or not isinstance(args[0], (tuple, list)):
            args = (list(args[:-1]), args[-1])
        return _CallableGenericAlias(self.__origin__, args)

    def __reduce__(self):
        args = self.__args__
        if self._has_plain_row():
            args = list(args[:-1]), args[-1]
        return _CallableGenericAlias, (self.__origin__, args)
