"""Names of the types that have none in `builtins`."""
import sys

from _types import SimpleNamespace

_minor = sys.version_info[1]

if _minor >= 14:
    from _types import GenericAlias, Union as UnionType
elif _minor >= 10:
    from _types import GenericAlias, UnionType
elif _minor == 9:
    from _types import GenericAlias


def _find_types():
    """Each type by its name, from something that is of it."""
    class Sample:
        __slots__ = ("member",)

        def method(self):
            # A cell, for as long as somebody runs inside.
            return Sample

    def generate():
        yield

    async def run():
        return None

    running = run()
    running.close()
    found = {
        "Code": generate.__code__, "Function": generate, "Lambda": lambda: None,
        "Cell": Sample.method.__closure__[0], "Method": Sample().method, "MemberDescriptor": Sample.member,
        "Generator": generate(), "Coroutine": running, "Module": sys, "MappingProxy": vars(type),
        "BuiltinFunction": len, "BuiltinMethod": [].append, "MethodDescriptor": str.join,
        "WrapperDescriptor": object.__init__, "MethodWrapper": object().__str__,
        "GetSetDescriptor": vars(type)["__name__"],
    }
    if _minor >= 10:
        found.update(None_=None, Ellipsis=..., NotImplemented=NotImplemented)
    try:
        raise TypeError
    except TypeError as error:
        trace = error.__traceback__
        found.update(Traceback=trace, Frame=trace.tb_frame)
    types = {name.rstrip("_") + "Type": type(sample) for name, sample in found.items()}
    # This frame holds itself with all that called it, unless somebody lets go.
    found.clear()
    trace = None
    return types


globals().update(_find_types())

class DynamicClassAttribute:
    """A property of instances; the class looks the name up as if there were none."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def _run(self, function, verb, *args):
        if function is None:
            raise AttributeError("can't {} attribute".format(verb))
        function(*args)

    def __set__(self, instance, value):
        self._run(self.fset, "set", instance, value)

    def __delete__(self, instance):
        self._run(self.fdel, "delete", instance)

    def getter(self, fget):
        """Another one that reads in this way."""
        return type(self)(fget, self.fset, self.fdel, None if self.overwrite_doc else self.__doc__)

    def setter(self, fset):
        """Another one that sets in this way."""
        return type(self)(self.fget, fset, self.fdel, self.__doc__)

    def deleter(self, fdel):
        """Another one that deletes in this way."""
        return type(self)(self.fget, self.fset, fdel, self.__doc__)


_added = {
    9: ("GenericAlias",), 10: ("NoneType", "EllipsisType", "NotImplementedType", "UnionType"),
    12: ("get_original_bases",), 13: ("CapsuleType",), 15: ("LazyImportType", "FrameLocalsProxyType"),
}
__absent__ = tuple(name for minor, names in _added.items() if minor > _minor for name in names)


def _metaclass_of(winner, bases):
    # The one that is derived from all the others.
    for other in map(type, bases):
        if issubclass(winner, other):
            continue
        if not issubclass(other, winner):
            raise TypeError(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                "metaclasses of all its bases"
            )
        winner = other
    return winner


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace and the rest of the keywords."""
    rest = dict(kwds or ())
    named = "metaclass" in rest
    meta = rest.pop("metaclass") if named else type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _metaclass_of(meta, bases)
    namespace = meta.__prepare__(name, bases, **rest) if hasattr(meta, "__prepare__") else {}
    return meta, namespace, rest


def resolve_bases(bases):
    """The bases with those that are no classes replaced by what they say."""
    resolved = []
    replaced = False
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
            continue
        entries = base.__mro_entries__(bases)
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(entries)
        replaced = True
    return tuple(resolved) if replaced else bases


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does."""
    resolved = resolve_bases(bases)
    meta, namespace, rest = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **rest)


if _minor >= 12:
    def get_original_bases(cls, /):
        """The bases as the class statement wrote them."""
        if isinstance(cls, type):
            return vars(cls).get("__orig_bases__", cls.__bases__)
        raise TypeError("Expected an instance of type, not {!r}".format(type(cls).__name__))
