"""Abstract base classes."""
import sys

from _weakrefset import WeakSet as _WeakSet

_counter = [0]


class _abc_data:
    """What a class knows of its virtual subclasses."""

    __slots__ = ("registry", "cache", "negative_cache", "negative_version")

    def __init__(self):
        self.registry = _WeakSet()
        self.cache = _WeakSet()
        self.negative_cache = _WeakSet()
        self.negative_version = _counter[0]


def get_cache_token():
    """A number that changes with every registration."""
    return _counter[0]


def abstractmethod(funcobj):
    """A decorator: subclasses must say what this method does."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


def _is_abstract(value):
    if isinstance(value, property):
        parts = (value.fget, value.fset, value.fdel)
        return any(getattr(part, "__isabstractmethod__", False) for part in parts)
    if isinstance(value, (classmethod, staticmethod)):
        return bool(getattr(value.__func__, "__isabstractmethod__", False))
    return bool(getattr(value, "__isabstractmethod__", False))


def _tell_abstracts(cls):
    # Those of its own, and those of its bases that it leaves as they are.
    inherited = (name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ()))
    found = {name for name, value in dict(vars(cls)).items() if _is_abstract(value)}
    found.update(name for name in inherited if _is_abstract(getattr(cls, name, None)))
    cls.__abstractmethods__ = frozenset(found)


class ABCMeta(type):
    """The class of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _tell_abstracts(cls)
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        """Say that a class counts as a subclass of this one."""
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registry.add(subclass)
        _counter[0] += 1
        return subclass

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        data = cls._abc_impl
        if subclass in data.cache:
            return True
        subtype = type(instance)
        if subtype is subclass:
            if data.negative_version == _counter[0] and subclass in data.negative_cache:
                return False
            return cls.__subclasscheck__(subclass)
        return any(cls.__subclasscheck__(c) for c in (subclass, subtype))

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        if subclass in data.cache:
            return True
        if data.negative_version < _counter[0]:
            # A registration may have changed the answer.
            data.negative_cache = _WeakSet()
            data.negative_version = _counter[0]
        elif subclass in data.negative_cache:
            return False
        ok = cls.__subclasshook__(subclass)
        if ok is not NotImplemented:
            (data.cache if ok else data.negative_cache).add(subclass)
            return ok
        if cls in subclass.__mro__:
            data.cache.add(subclass)
            return True
        for other in list(data.registry):
            if issubclass(subclass, other):
                data.cache.add(subclass)
                return True
        for other in cls.__subclasses__():
            if issubclass(subclass, other):
                data.cache.add(subclass)
                return True
        data.negative_cache.add(subclass)
        return False

    def _dump_registry(cls, file=None):
        data = cls._abc_impl
        print("Class: {}.{}".format(cls.__module__, cls.__qualname__), file=file)
        print("Inv. counter: {}".format(get_cache_token()), file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registry = _WeakSet()

    def _abc_caches_clear(cls):
        cls._abc_impl.cache = _WeakSet()
        cls._abc_impl.negative_cache = _WeakSet()


class ABC(metaclass=ABCMeta):
    """An abstract base class: a shorter way to say `metaclass=ABCMeta`."""

    __slots__ = ()


if sys.version_info >= (3, 10):
    def update_abstractmethods(cls):
        """Look again which methods of a class are abstract."""
        if hasattr(cls, "__abstractmethods__"):
            _tell_abstracts(cls)
        return cls
else:
    __absent__ = ("update_abstractmethods",)
