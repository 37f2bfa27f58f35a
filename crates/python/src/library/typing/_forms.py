"""The names that are no classes: `Any`, `Union`, `Optional`, `ClassVar` and their like."""
import sys
import typing
from typing._aliases import (
    _AnnotatedAlias,
    _ConcatenateGenericAlias,
    _GenericAlias,
    _LiteralGenericAlias,
    _NotIterable,
    _UnionGenericAlias,
    _UnpackGenericAlias,
)
from typing._check import _cached, _Final, _type_check

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]


class _SpecialForm(_Final, _NotIterable, _root=True):
    # Each has a `__doc__` of its own, so the class can't have one.
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._name, self.__doc__, self._getitem = getitem.__name__, getitem.__doc__, getitem

    if _minor >= 10:
        def __getattr__(self, item):
            if item not in ("__name__", "__qualname__"):
                raise AttributeError(item)
            return self._name

        def __or__(self, other):
            return typing.Union[self, other]

        def __ror__(self, other):
            return typing.Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass {!r}".format(self if _minor >= 9 else type(self)))

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError("Cannot instantiate {!r}".format(self))

    def __instancecheck__(self, obj):
        raise TypeError("{} cannot be used with isinstance()".format(self))

    def __subclasscheck__(self, cls):
        raise TypeError("{} cannot be used with issubclass()".format(self))

    @_cached()
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


def _bare(name, doc):
    def refuse(self, parameters):
        raise TypeError("{} is not subscriptable".format(self))

    refuse.__name__, refuse.__doc__ = name, doc
    return _SpecialForm(refuse)


def _of_one(name, doc, make=_GenericAlias, special=False):
    """A form that takes one type."""
    def wrap(self, parameters):
        said = "{} accepts only single type.".format(self)
        if _minor < 9:
            said = "{} accepts only single type.".format(name)
        return make(self, (_type_check(parameters, said, allow_special_forms=special),))

    wrap.__name__, wrap.__doc__ = name, doc
    return _SpecialForm(wrap)


ClassVar = _of_one("ClassVar", "Marks what belongs to the class and not to its instances.", special=True)
Final = _of_one("Final", "Marks a name that nobody sets again.", special=True)
NoReturn = _bare("NoReturn", "What a function returns that never returns.")

if _minor >= 11:
    class _AnyMeta(type):
        def __instancecheck__(self, obj):
            if self is not Any:
                return super().__instancecheck__(obj)
            raise TypeError("typing.Any cannot be used with isinstance()")

        def __repr__(self):
            return "typing.Any" if self is Any else super().__repr__()

    class Any(metaclass=_AnyMeta):
        """Any type at all."""

        def __new__(cls, *args, **kwargs):
            if cls is Any:
                raise TypeError("Any cannot be instantiated")
            return super().__new__(cls) if _minor >= 13 else super().__new__(cls, *args, **kwargs)
else:
    Any = _bare("Any", "Any type at all.")

if _minor >= 14:
    from _types import Union
else:
    @_SpecialForm
    def Union(self, parameters):
        """One of several types."""
        if parameters == ():
            raise TypeError("Cannot take a Union of no types.")
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        flat = []
        for one in parameters:
            one = _type_check(one, "Union[arg, ...]: each arg must be a type.")
            if isinstance(one, (_UnionGenericAlias, *_native_unions)):
                flat.extend(one.__args__)
            else:
                flat.append(one)
        flat = tuple(dict.fromkeys(flat))
        if len(flat) == 1:
            return flat[0]
        named = "Optional" if len(flat) == 2 and type(None) in flat and _minor >= 10 else None
        return _UnionGenericAlias(self, flat, name=named)

if 10 <= _minor < 14:
    from _types import UnionType
    _native_unions = (UnionType,)
else:
    _native_unions = ()


@_SpecialForm
def Optional(self, parameters):
    """A type, or None."""
    said = "{} requires a single type.".format(self) if _minor >= 9 else "Optional[t] requires a single type."
    return Union[_type_check(parameters, said), type(None)]


class _LiteralForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        if _minor < 9:
            return _GenericLiteral(self, parameters if isinstance(parameters, tuple) else (parameters,))
        return self._of(*parameters) if isinstance(parameters, tuple) else self._of(parameters)

    @_cached(typed=True)
    def _of(self, *values):
        flat = []
        for one in values:
            flat.extend(one.__args__ if isinstance(one, _LiteralGenericAlias) else (one,))
        try:
            flat = [value for value, _ in dict.fromkeys([(one, type(one)) for one in flat])]
        except TypeError:
            pass
        return _LiteralGenericAlias(self, tuple(flat))


class _GenericLiteral(_LiteralGenericAlias, _root=True):
    """In 3.8 the values stand as they came."""


def _literal(self, *parameters):
    """One of these values."""


_literal.__name__ = "Literal"
Literal = _LiteralForm(_literal)

if _minor >= 9:
    class Annotated:
        """A type with what a program says of it."""

        __slots__ = ()

        def __new__(cls, *args, **kwargs):
            raise TypeError("Type Annotated cannot be instantiated.")

        def __class_getitem__(cls, params):
            if not isinstance(params, tuple) or len(params) < 2:
                raise TypeError("Annotated[...] should be used with at least two arguments "
                                "(a type and an annotation).")
            origin = _type_check(params[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
            return _AnnotatedAlias(origin, tuple(params[1:]))

        def __init_subclass__(cls, *args, **kwargs):
            raise TypeError("Cannot subclass {}.Annotated".format(cls.__module__))

    if _minor >= 13:
        _annotated = Annotated

        @_SpecialForm
        def Annotated(self, params):
            """A type with what a program says of it."""
            return _annotated.__class_getitem__(params)

if _minor >= 10:
    TypeAlias = _bare("TypeAlias", "Marks an assignment as a name for a type.")
    TypeGuard = _of_one("TypeGuard", "What a function returns that tells a type.")

    @_SpecialForm
    def Concatenate(self, parameters):
        """Some parameters, and then those of a ParamSpec."""
        if parameters == ():
            raise TypeError("Cannot take a Concatenate of no types.")
        parameters = parameters if isinstance(parameters, tuple) else (parameters,)
        *first, last = parameters
        if not (isinstance(last, typing.ParamSpec) or last is ... and _minor >= 11):
            raise TypeError("The last parameter to Concatenate should be a ParamSpec variable{}.".format(
                " or ellipsis" if _minor >= 11 else ""))
        checked = [_type_check(one, "Concatenate[arg, ...]: each arg must be a type.") for one in first]
        return _ConcatenateGenericAlias(self, (*checked, last))

if _minor >= 11:
    Never = _bare("Never", "A type without values.")
    Self = _bare("Self", "The class that the method is of.")
    LiteralString = _bare("LiteralString", "A string that stands in the program.")
    Required = _of_one("Required", "A key that must be there.", special=True)
    NotRequired = _of_one("NotRequired", "A key that may be missing.", special=True)
    Unpack = _of_one("Unpack", "The types of a tuple, one by one.", _UnpackGenericAlias)

if _minor >= 13:
    ReadOnly = _of_one("ReadOnly", "A key that nobody changes.", special=True)
    TypeIs = _of_one("TypeIs", "What a function returns that tells a type, and what isn't of it.")
