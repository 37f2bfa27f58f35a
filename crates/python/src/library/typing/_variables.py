"""Type variables, and names for types."""
import sys
import typing
from typing._check import _caller

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]

if _minor >= 12:
    # The interpreter makes them itself, where a program's text asks for them.
    from _typing import ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple
else:
    from typing._early import *

if _minor >= 13:
    from _typing import NoDefault
else:
    NoDefault = None


if _minor >= 10:
    class NewType:
        """A name of its own for a type."""

        def __init__(self, name, tp):
            self.__qualname__ = name
            self.__name__ = name.rpartition(".")[2]
            self.__supertype__ = tp
            self.__module__ = _caller()

        if _minor >= 11:
            def __mro_entries__(self, bases):
                of = self.__name__

                class Refused:
                    def __init_subclass__(cls):
                        raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                        "`{0} = NewType({0!r}, {1})`".format(cls.__name__, of))

                return (Refused,)

        def __repr__(self):
            return "{}.{}".format(self.__module__, self.__qualname__)

        def __call__(self, x):
            return x

        def __reduce__(self):
            return self.__qualname__

        def __or__(self, other):
            return typing.Union[self, other]

        def __ror__(self, other):
            return typing.Union[other, self]
else:
    def NewType(name, tp):
        """A name of its own for a type."""
        def new_type(x):
            return x

        new_type.__name__ = name
        new_type.__supertype__ = tp
        return new_type
