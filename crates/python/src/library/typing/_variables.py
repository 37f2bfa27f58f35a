"""Type variables, and names for types."""
import sys
import typing
from typing._check import _caller, _is_param_expr, _type_check

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]


if _minor >= 13:
    class NoDefaultType:
        """The type of the value that says that there is no default."""

        __slots__ = ()

        def __new__(cls):
            return globals().get("NoDefault") or super().__new__(cls)

        def __repr__(self):
            return "typing.NoDefault"

        def __reduce__(self):
            return "NoDefault"

    NoDefault = NoDefaultType()
else:
    NoDefault = None


class _Variable:
    """What the three kinds have in common."""

    __slots__ = ()

    def __repr__(self):
        if getattr(self, "__infer_variance__", False):
            return self.__name__
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

    if _minor >= 12:
        def __mro_entries__(self, bases):
            raise TypeError("Cannot subclass an instance of {}".format(type(self).__name__))

    if _minor >= 13:
        def has_default(self):
            return self.__default__ is not NoDefault

    def _describe(self, name, bound, covariant, contravariant, infer_variance, default):
        self.__name__ = name
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__bound__ = None if bound is None else _type_check(bound, "Bound must be a type.")
        if _minor >= 12:
            self.__infer_variance__ = bool(infer_variance)
        if _minor >= 13:
            self.__default__ = default
        self.__module__ = _caller(2)


def _keywords(given, **known):
    """Those of the keywords that this release knows."""
    since = {"infer_variance": 12, "default": 13}
    for name in given:
        if name not in known or since.get(name, 8) > _minor:
            raise TypeError("__init__() got an unexpected keyword argument {!r}".format(name)
                            if _minor < 10 else "got an unexpected keyword argument {!r}".format(name))
    return [given.get(name, value) for name, value in known.items()]


class TypeVar(_Variable):
    """A type that isn't known yet."""

    def __init__(self, name, *constraints, **given):
        bound, covariant, contravariant, infer, default = _keywords(
            given, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__constraints__ = tuple(
            [_type_check(one, "TypeVar(name, constraint, ...): constraints must be types.") for one in constraints])
        self._describe(name, bound, covariant, contravariant, infer, default)

    if _minor >= 11:
        def __typing_subst__(self, arg):
            return _type_check(arg, "Parameters to generic types must be types.")

    if _minor >= 13:
        def __typing_prepare_subst__(self, alias, args):
            # What wasn't given is the default.
            index = alias.__parameters__.index(self)
            if index < len(args) or not self.has_default() or index > len(args):
                return args
            return (*args, self.__default__)


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

        def __init__(self, name, **given):
            self._describe(name, *_keywords(
                given, bound=None, covariant=False, contravariant=False, infer_variance=False, default=NoDefault))

        @property
        def args(self):
            return ParamSpecArgs(self)

        @property
        def kwargs(self):
            return ParamSpecKwargs(self)

        if _minor >= 11:
            def __typing_subst__(self, arg):
                if isinstance(arg, (list, tuple)):
                    return tuple([_type_check(one, "Expected a type.") for one in arg])
                if not _is_param_expr(arg):
                    raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                                    "Got {}".format(arg))
                return arg

            def __typing_prepare_subst__(self, alias, args):
                index = alias.__parameters__.index(self)
                if index >= len(args):
                    raise TypeError("Too few arguments for {}".format(alias))
                # Where it is the only one, the brackets may be left out.
                if len(alias.__parameters__) == 1 and not _is_param_expr(args[0]):
                    return (args,)
                if isinstance(args[index], list):
                    return (*args[:index], tuple(args[index]), *args[index + 1:])
                return args


if _minor >= 11:
    class TypeVarTuple(_Variable):
        """Any number of types that aren't known yet."""

        def __init__(self, name, **given):
            self.__name__ = name
            default, = _keywords(given, default=NoDefault)
            if _minor >= 13:
                self.__default__ = default
            self.__module__ = _caller()

        def __iter__(self):
            yield typing.Unpack[self]

        def __repr__(self):
            return "~" * (_minor >= 15) + self.__name__

        def __typing_subst__(self, arg):
            raise TypeError("Substitution of bare TypeVarTuple is not supported")

        def __typing_prepare_subst__(self, alias, args):
            variables = alias.__parameters__
            index = variables.index(self)
            behind = len(variables) - index - 1
            if index + behind > len(args):
                raise TypeError("Too few arguments for {}; actual {}, expected at least {}".format(
                    alias, len(args), len(variables) - 1))
            end = len(args) - behind
            return (*args[:index], tuple(args[index:end]), *args[end:])


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


if _minor >= 12:
    class TypeAliasType:
        """A name for a type, whose value is known when it is asked for."""

        def __init__(self, name, value, *, type_params=()):
            self.__name__, self.__value__, self.__type_params__ = name, value, tuple(type_params)
            self.__module__ = _caller()

        @property
        def __parameters__(self):
            return self.__type_params__

        def __repr__(self):
            return self.__name__

        def __getitem__(self, item):
            import types
            if not self.__type_params__:
                raise TypeError("Only generic type aliases are subscriptable")
            return types.GenericAlias(self, item)

        def __or__(self, other):
            return typing.Union[self, other]

        def __ror__(self, other):
            return typing.Union[other, self]
