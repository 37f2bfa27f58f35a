"""Types with arguments: what `List[int]` and `Union[int, str]` are."""
import sys
import types
import typing
from typing._check import (
    _cached,
    _collect,
    _Final,
    _forms,
    _is_param_expr,
    _native_alias,
    _type_check,
    _type_convert,
    _type_repr,
    _variable_kinds,
)

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]
# From 3.10 they are called arguments.
_word = "arguments" if _minor >= 10 else "parameters"


def _is_dunder(name):
    return name[:2] == "__" == name[-2:]


def _count_problem(alias, given, wanted, too_many=None):
    if too_many is None:
        too_many = given > wanted
    side = "many" if too_many else "few"
    return TypeError("Too {} {} for {}; actual {}, expected {}".format(side, _word, alias, given, wanted))


class _NotIterable:
    """What has items but can't be walked."""

    __slots__ = ()
    __iter__ = None


class _BaseGenericAlias(_Final, _root=True):
    """A type that stands for a class, with or without arguments."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError("Type {} cannot be instantiated; use {}() instead".format(
                self._name, self.__origin__.__name__))
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except (AttributeError if _minor < 12 else Exception):
            pass
        return made

    def __mro_entries__(self, bases):
        entries = [] if self.__origin__ in bases else [self.__origin__]
        # `Generic` must stand among the bases once, behind all that bring it along.
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) or isinstance(base, type) and issubclass(base, typing.Generic):
                return tuple(entries)
        return (*entries, typing.Generic)

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__") and _minor >= 10:
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if _is_dunder(attr) or attr in ("_name", "_inst", "_nparams"):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A type with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = tuple([*args]) if isinstance(args, tuple) else (args,)
        self.__parameters__ = _collect(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    if _minor >= 10:
        def __or__(self, right):
            return typing.Union[self, right]

        def __ror__(self, left):
            return typing.Union[left, self]

    @_cached()
    def __getitem__(self, args):
        if self.__origin__ in (typing.Generic, typing.Protocol):
            raise TypeError("Cannot subscript already-subscripted {}".format(self))
        if not self.__parameters__:
            raise TypeError("{} is not a generic class".format(self))
        args = args if isinstance(args, tuple) else (args,)
        args = tuple([tuple(arg) if isinstance(arg, list) else _type_convert(arg) for arg in args])
        for variable in self.__parameters__:
            prepare = getattr(variable, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(self.__parameters__):
            raise _count_problem(self, len(args), len(self.__parameters__))
        return self.copy_with(_replaced(self.__args__, dict(zip(self.__parameters__, args))))

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        head = "typing." + self._name if self._name else _type_repr(self.__origin__)
        inner = [_type_repr(arg) for arg in self.__args__]
        return "{}[{}]".format(head, ", ".join(inner) or "()")

    def __reduce__(self):
        import operator
        origin = getattr(typing, self._name) if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        # A special form has no class behind it.
        if isinstance(self.__origin__, typing._SpecialForm):
            if _minor == 9:
                return (self.__origin__,)
            raise TypeError("Cannot subclass {!r}".format(self if _minor >= 10 else type(self.__origin__)))
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is not typing.Generic:
            return (self.__origin__,)
        if typing.Protocol in bases:
            return ()
        # `Generic` comes from another base as well.
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) and base is not self:
                return ()
        return (self.__origin__,)


def _replaced(args, meant):
    """The arguments, with what the variables in them mean."""
    new = []
    for arg in args:
        if isinstance(arg, tuple):
            new.append(_replaced(arg, meant))
            continue
        if isinstance(arg, type) and not isinstance(arg, _native_alias):
            new.append(arg)
            continue
        inner = getattr(arg, "__parameters__", ())
        if isinstance(arg, _variable_kinds()) and arg in meant:
            value = meant[arg]
            if isinstance(arg, typing.TypeVar):
                value = _type_check(value, "Parameters to generic types must be types.")
            # The parameters of a callable come as a row.
            new.extend(value) if isinstance(value, tuple) else new.append(value)
        elif isinstance(inner, tuple) and any(one in meant for one in inner):
            row = []
            for one in inner:
                value = meant.get(one, one)
                many = isinstance(value, tuple) and isinstance(one, _forms("TypeVarTuple"))
                row.extend(value) if many else row.append(value)
            made = arg[tuple(row)]
            new.extend(made) if isinstance(made, tuple) else new.append(made)
        else:
            new.append(arg)
    return tuple(new)


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A name of this module for a class, such as `List`; so many arguments belong to it."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__doc__ = "A generic version of {}.{}.".format(origin.__module__, origin.__qualname__)

    @_cached()
    def __getitem__(self, params):
        params = params if isinstance(params, tuple) else (params,)
        params = tuple([_type_check(one, "Parameters to generic types must be types.") for one in params])
        if len(params) != self._nparams:
            raise _count_problem(self, len(params), self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name

    if _minor >= 10:
        def __or__(self, right):
            return typing.Union[self, right]

        def __ror__(self, left):
            return typing.Union[left, self]


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def _has_row(self):
        return not (len(self.__args__) == 2 and _is_param_expr(self.__args__[0]))

    def __repr__(self):
        if not self._has_row():
            return super().__repr__()
        *given, result = map(_type_repr, self.__args__)
        return "typing.Callable[[{}], {}]".format(", ".join(given), result)

    def __reduce__(self):
        import operator
        args = self.__args__
        return operator.getitem, (typing.Callable, (list(args[:-1]), args[-1]) if self._has_row() else args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        given, result = params
        if isinstance(given, list):
            given = tuple(given)
        elif _minor < 11 and given is not ... and not (_minor == 10 and _is_param_expr(given)):
            text = "Callable[args, result]: args must be a list. Got {}"
            if _minor == 10:
                text = "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {}"
            raise TypeError(text.format(given))
        return self._of(given, result)

    @_cached()
    def _of(self, given, result):
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(given, tuple):
            row = [_type_convert(one) if _minor >= 11 else _type_check(
                one, "Callable[[arg, ...], result]: each arg must be a type.") for one in given]
        else:
            row = [given]
        return self.copy_with((*row, result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached()
    def __getitem__(self, params):
        if _minor < 11 and params == ():
            return self.copy_with(((),) if _minor >= 9 else ((),))
        params = params if isinstance(params, tuple) else (params,)
        if len(params) >= 2 and params[-1] is ...:
            checked = [_type_check(one, "Tuple[t, ...]: t must be a type.") for one in params[:-1]]
            return self.copy_with((*checked, ...))
        checked = [_type_check(one, "Tuple[t0, t1, ...]: each t must be a type.") for one in params]
        return self.copy_with(tuple(checked))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    """To 3.13, what `Union` makes."""

    def copy_with(self, args):
        return typing.Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, getattr(types, "UnionType", _UnionGenericAlias))):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args and _minor >= 9:
            other, = [arg for arg in args if arg is not type(None)]
            return "typing.Optional[{}]".format(_type_repr(other))
        return "typing.Union[{}]".format(", ".join(map(_type_repr, args)))

    def __reduce__(self):
        import operator
        return operator.getitem, (typing.Union, self.__args__)

    if _minor >= 10:
        def __instancecheck__(self, obj):
            return any(isinstance(obj, arg) for arg in self.__args__)

        def __subclasscheck__(self, cls):
            return any(issubclass(cls, arg) for arg in self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _typed(self):
        return {(value, type(value)) for value in self.__args__}

    def __eq__(self, other):
        return self._typed() == other._typed() if isinstance(other, _LiteralGenericAlias) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self._typed()))

    def __repr__(self):
        return "typing.Literal[{}]".format(", ".join(map(repr, self.__args__)))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, args):
        if isinstance(args[-1], tuple):
            return (*args[:-1], *args[-1])
        return super().copy_with(args)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return ("typing.Unpack[{}]" if _minor >= 12 else "*{}").format(_type_repr(self.__args__[0]))

    def __getitem__(self, args):
        return args if self.__typing_is_unpacked_typevartuple__ else super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        inner, = self.__args__
        if isinstance(inner, (_GenericAlias, types.GenericAlias)):
            if inner.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return inner.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], typing.TypeVarTuple)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    """A type with what a program says of it."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin, name="Annotated" if _minor >= 11 else None)
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        said = ", ".join(map(repr, self.__metadata__))
        return "typing.Annotated[{}, {}]".format(_type_repr(self.__origin__), said)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__") and _minor >= 10:
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)
