"""Classes with type variables, and protocols."""
import sys
from abc import ABCMeta
from typing._aliases import _count_problem, _GenericAlias
from typing._check import _cached, _collect, _forms, _type_check, _type_convert, _variable_kinds

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]


def _is_variable(arg):
    return isinstance(arg, _variable_kinds()) or getattr(arg, "__typing_is_unpacked_typevartuple__", False)


def _check_variables(cls, params):
    if not params:
        raise TypeError("Parameter list to {}[...] cannot be empty".format(cls.__qualname__))
    if not all(map(_is_variable, params)):
        what = "all be type variables"
        if _minor >= 10:
            what += " or parameter specification variables"
        raise TypeError("Parameters to {}[...] must {}{}".format(cls.__name__, what, "." if _minor >= 10 else ""))
    if len(set(params)) != len(params):
        raise TypeError("Parameters to {}[...] must all be unique".format(cls.__name__))


@_cached()
def _generic_class_getitem(cls, params):
    """`Generic[T]`, and a class derived from it with its arguments."""
    params = params if isinstance(params, tuple) else (params,)
    if cls in (Generic, Protocol):
        params = tuple(map(_type_convert, params))
        _check_variables(cls, params)
        return _GenericAlias(cls, params)
    if not params and _minor < 11:
        raise TypeError("Parameter list to {}[...] cannot be empty".format(cls.__qualname__))
    if _minor >= 11:
        params = tuple([tuple(one) if isinstance(one, list) else _type_convert(one) for one in params])
    else:
        params = tuple([tuple(one) if isinstance(one, list) else _type_check(
            one, "Parameters to generic types must be types.") for one in params])
    wanted = cls.__parameters__
    for variable in wanted:
        prepare = getattr(variable, "__typing_prepare_subst__", None)
        if prepare is not None:
            params = prepare(cls, params)
    if not wanted:
        raise TypeError("{} is not a generic class".format(cls))
    if len(params) != len(wanted):
        # From 3.13 some of them may have defaults.
        at_least = "at least " if _minor >= 13 and len(params) < len(wanted) else ""
        raise _count_problem(cls, len(params), at_least + str(len(wanted)), len(params) > len(wanted))
    flat = []
    for variable, one in zip(wanted, params):
        many = isinstance(variable, _forms("TypeVarTuple"))
        flat.extend(one) if many else flat.append(one)
    return _GenericAlias(cls, tuple(flat))


def _variables_of(cls):
    """The type variables of a class, from how its bases were written."""
    bases = cls.__orig_bases__
    found = _collect(bases)
    listed = None
    for base in bases:
        if not isinstance(base, _GenericAlias) or base.__origin__ not in (Generic, Protocol):
            continue
        if base.__origin__ is Protocol and _minor >= 9 and listed is not None:
            continue
        if listed is not None:
            raise TypeError("Cannot inherit from Generic[...] multiple types." if _minor < 12
                            else "Cannot inherit from Generic[...] multiple times.")
        listed = base
    if listed is None:
        return found
    missing = [one for one in found if one not in listed.__parameters__]
    if missing:
        raise TypeError("Some type variables ({}) are not listed in {}[{}]".format(
            ", ".join(map(str, missing)), listed.__origin__.__name__, ", ".join(map(str, listed.__parameters__))))
    return listed.__parameters__


class Generic:
    """A base for classes with type variables."""

    __slots__ = ()
    _is_protocol = False

    if _minor < 9:
        def __new__(cls, *args, **kwds):
            if cls in (Generic, Protocol):
                raise TypeError("Type {} cannot be instantiated; it can be used only as a base class".format(
                    cls.__name__))
            if super().__new__ is object.__new__ and cls.__init__ is not object.__init__:
                return super().__new__(cls)
            return super().__new__(cls, *args, **kwds)

    def __class_getitem__(cls, params):
        return _generic_class_getitem(cls, params)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        own = vars(cls)
        if "__orig_bases__" in own:
            plain = Generic in cls.__orig_bases__
        else:
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol"
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = _variables_of(cls) if "__orig_bases__" in own else ()


_NOT_MEMBERS = frozenset((
    "__parameters__ __orig_bases__ __orig_class__ _is_protocol _is_runtime_protocol __protocol_attrs__ "
    "__non_callable_proto_members__ __type_params__ __abstractmethods__ __annotations__ __dict__ __doc__ "
    "__init__ __module__ __new__ __slots__ __subclasshook__ __weakref__ __class_getitem__ __match_args__ "
    "__static_attributes__ __firstlineno__ __annotate__ __annotate_func__ __annotations_cache__ __qualname__ "
    "_MutableMapping__marker"
).split())

# What a protocol may derive from beside protocols.
_ALLOWED = {
    "collections.abc": "Callable Awaitable Iterable Iterator AsyncIterable AsyncIterator Hashable Sized Container "
                       "Collection Reversible Buffer".split(),
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
}
_REFUSED = "Instance and class checks can only be used with @runtime_checkable protocols"


def _members(cls):
    """The names that an object must have to fit."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            own = vars(base)
            names.update(own, getattr(base, "__annotations__", ()) or ())
    return {name for name in names if not name.startswith("_abc_") and name not in _NOT_MEMBERS}


def _no_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _no_init:
        return
    # The first instance of a class that only inherited this looks for the right one.
    inits = [vars(base)["__init__"] for base in cls.__mro__ if "__init__" in vars(base)]
    cls.__init__ = next(init for init in inits if init is not _no_init)
    cls.__init__(self, *args, **kwargs)


def _is_trusted(depth=2):
    """Whether a module of the library asks, which asks of every class."""
    try:
        return sys._getframe(depth).f_globals.get("__name__") in ("abc", "functools")
    except ValueError:
        return True


def _has_only_methods(cls):
    return all(callable(getattr(cls, name, None)) for name in cls.__protocol_attrs__)


def _must_be_class(other):
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")


class _ProtocolMeta(ABCMeta):
    def __init__(cls, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _is_trusted():
            if not cls._is_runtime_protocol:
                if _minor >= 12:
                    _must_be_class(other)
                raise TypeError(_REFUSED)
            if not _has_only_methods(cls) and vars(cls).get("__subclasshook__") is _fits:
                if _minor >= 12:
                    _must_be_class(other)
                text = "Protocols with non-method members don't support issubclass()"
                if _minor >= 13:
                    others = sorted(name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None)))
                    text += ". Non-method members: {}.".format(str(others)[1:-1])
                raise TypeError(text)
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not cls._is_runtime_protocol and not _is_trusted():
            raise TypeError(_REFUSED)
        if (_minor >= 12 or _has_only_methods(cls)) and super().__instancecheck__(instance):
            return True
        return all(_provides(cls, instance, name) for name in cls.__protocol_attrs__)


def _provides(cls, instance, name):
    try:
        if _minor >= 12:
            from inspect import getattr_static
            found = getattr_static(instance, name)
        else:
            found = getattr(instance, name)
    except AttributeError:
        return False
    return found is not None or not callable(getattr(cls, name, None))


@classmethod
def _fits(cls, other):
    """The `__subclasshook__` of protocols."""
    if not vars(cls).get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in vars(base):
                if vars(base)[name] is None:
                    return NotImplemented
                break
            is_protocol = issubclass(other, Generic) and getattr(other, "_is_protocol", False)
            if is_protocol and name in getattr(base, "__annotations__", ()):
                break
        else:
            return NotImplemented
    return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """A base for classes that say what an object must have, whatever its class."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not vars(cls).get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in vars(cls):
            cls.__subclasshook__ = _fits
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            known = base in (object, Generic) or base.__name__ in _ALLOWED.get(base.__module__, ())
            if not known and not (issubclass(base, Generic) and base._is_protocol):
                raise TypeError("Protocols can only inherit from other protocols, got {!r}".format(base))
        if _minor < 11 or cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init


def runtime_checkable(cls):
    """A decorator: `isinstance` may ask whether an object fits the protocol."""
    is_protocol = getattr(cls, "_is_protocol", False)
    if not (isinstance(cls, type) and issubclass(cls, Generic) and is_protocol):
        raise TypeError("@runtime_checkable can be only applied to protocol classes, got {!r}".format(cls))
    cls._is_runtime_protocol = True
    return cls


if _minor >= 13:
    def is_protocol(tp, /):
        """Whether it is a class that says what an object must have."""
        return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol

    def get_protocol_members(tp, /):
        """The names that an object must have to fit."""
        if not is_protocol(tp):
            raise TypeError("{!r} is not a Protocol".format(tp))
        return frozenset(tp.__protocol_attrs__)


def _method(names):
    """A protocol with one method, for the functions of `builtins` that call it."""
    from abc import abstractmethod

    def make(name, method):
        def body(namespace):
            @abstractmethod
            def function(self, *args):
                pass

            function.__name__ = method
            namespace.update({"__slots__": (), method: function, "__module__": "typing"})

        import types
        return runtime_checkable(types.new_class(name, (Protocol,), {}, body))

    return {name: make(name, "__{}__".format(name[len("Supports"):].lower())) for name in names.split()}


globals().update(_method("SupportsInt SupportsFloat SupportsComplex SupportsBytes SupportsIndex SupportsAbs "
                         "SupportsRound"))
