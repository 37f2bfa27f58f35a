"""Type variables to 3.11, when they were classes of this module."""
import sys
import typing
from typing._check import (
    _caller,
    _paramspec_prepare_subst,
    _paramspec_subst,
    _type_check,
    _typevar_subst,
    _typevartuple_prepare_subst,
)

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]


class _Variable:
    """What the three kinds have in common."""

    __slots__ = ()

    def __repr__(self):
        sign = "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"
        return sign + self.__name__

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    if _minor >= 10:
        def __or__(self, right):
            return typing.Union[self, right]

        def __ror__(self, left):
            return typing.Union[left, self]

    def _describe(self, name, bound, covariant, contravariant):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        self.__module__ = _caller(2)


class TypeVar(_Variable):
    """A type that isn't known yet."""

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple(
            [_type_check(one, "TypeVar(name, constraint, ...): constraints must be types.") for one in constraints])
        self._describe(name, bound, covariant, contravariant)

    if _minor >= 11:
        def __typing_subst__(self, arg):
            return _typevar_subst(self, arg)


if _minor >= 10:
    class ParamSpecArgs:
        """The positional arguments of a ParamSpec."""

        def __init__(self, origin):
            self.__origin__ = origin

        def __repr__(self):
            return self.__origin__.__name__ + ".args"

        def __eq__(self, other):
            return self.__origin__ == other.__origin__ if type(other) is type(self) else NotImplemented

    class ParamSpecKwargs(ParamSpecArgs):
        """The keyword arguments of a ParamSpec."""

        def __repr__(self):
            return self.__origin__.__name__ + ".kwargs"

    class ParamSpec(_Variable):
        """The parameters of a callable that aren't known yet."""

        def __init__(self, name, *, bound=None, covariant=False, contravariant=False):
            self._describe(name, bound, covariant, contravariant)

        @property
        def args(self):
            return ParamSpecArgs(self)

        @property
        def kwargs(self):
            return ParamSpecKwargs(self)

        if _minor >= 11:
            def __typing_subst__(self, arg):
                return _paramspec_subst(self, arg)

            def __typing_prepare_subst__(self, alias, args):
                return _paramspec_prepare_subst(self, alias, args)


if _minor >= 11:
    class TypeVarTuple(_Variable):
        """Any number of types that aren't known yet."""

        def __init__(self, name):
            self.__name__ = name
            self.__module__ = _caller()

        def __iter__(self):
            yield typing.Unpack[self]

        def __repr__(self):
            return self.__name__

        def __typing_subst__(self, arg):
            raise TypeError("Substitution of bare TypeVarTuple is not supported")

        def __typing_prepare_subst__(self, alias, args):
            return _typevartuple_prepare_subst(self, alias, args)
