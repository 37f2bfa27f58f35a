"""Weak references, and what is built on them.

To 3.13 the containers let removals wait while somebody iterates; from 3.14 they iterate over a copy.
"""

import sys

from _weakref import (
    CallableProxyType,
    ProxyType,
    ReferenceType,
    _remove_dead_weakref,
    getweakrefcount,
    getweakrefs,
    proxy,
    ref,
)
from _weakrefset import WeakSet, _waits

if _waits:
    from _weakrefset import _IterationGuard

import _collections_abc

_collections_abc.Set.register(WeakSet)
_collections_abc.MutableSet.register(WeakSet)

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = [
    "ref",
    "proxy",
    "getweakrefcount",
    "getweakrefs",
    "WeakKeyDictionary",
    "ReferenceType",
    "ProxyType",
    "CallableProxyType",
    "ProxyTypes",
    "WeakValueDictionary",
    "WeakSet",
    "WeakMethod",
    "finalize",
]


class WeakMethod(ref):
    """A reference to a bound method that lasts as long as its object and its function."""

    __slots__ = "_func_ref", "_meth_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            func = meth.__func__
        except AttributeError:
            raise TypeError(
                "argument should be a bound method, not {}".format(type(meth))
            ) from None

        def _cb(arg):
            # By a weak reference, so that the callback doesn't hold what holds it.
            self = self_wr()
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, _cb)
        self._func_ref = ref(func, _cb)
        self._meth_type = type(meth)
        self._alive = True
        self_wr = ref(self)
        return self

    def __call__(self):
        obj = super().__call__()
        func = self._func_ref()
        if obj is None or func is None:
            return None
        return self._meth_type(func, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return _stranger
        if self._alive and other._alive:
            return ref.__eq__(self, other) and self._func_ref == other._func_ref
        return self is other

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return _other_stranger
        if self._alive and other._alive:
            return ref.__ne__(self, other) or self._func_ref != other._func_ref
        return self is not other

    __hash__ = ref.__hash__


# What a WeakMethod says to something of another kind.
if sys.version_info >= (3, 9):
    _stranger = _other_stranger = NotImplemented
else:
    _stranger, _other_stranger = False, True


class KeyedRef(ref):
    """A reference that knows under which key a WeakValueDictionary has it."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


class _Mapping(_collections_abc.MutableMapping):
    """What both dictionaries have in common."""

    __slots__ = ()

    def __repr__(self):
        return "<%s at %#x>" % (self.__class__.__name__, id(self))

    if sys.version_info >= (3, 9):

        def __ior__(self, other):
            self.update(other)
            return self

        def __or__(self, other):
            if isinstance(other, _collections_abc.Mapping):
                merged = self.copy()
                merged.update(other)
                return merged
            return NotImplemented

        def __ror__(self, other):
            if isinstance(other, _collections_abc.Mapping):
                merged = self.__class__()
                merged.update(other)
                merged.update(self)
                return merged
            return NotImplemented


class WeakValueDictionary(_Mapping):
    if _waits:

        def __init__(self, other=(), /, **kw):
            def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
                self = selfref()
                if self is not None:
                    if self._iterating:
                        self._pending_removals.append(wr.key)
                    else:
                        _atomic_removal(self.data, wr.key)

            self._remove = remove
            self._pending_removals = []
            self._iterating = set()
            self.data = {}
            self.update(other, **kw)

        def _commit_removals(self):
            waiting = self._pending_removals
            held = self.data
            while waiting:
                _remove_dead_weakref(held, waiting.pop())

        def __getitem__(self, key):
            if self._pending_removals:
                self._commit_removals()
            value = self.data[key]()
            if value is None:
                raise KeyError(key)
            return value

        def __delitem__(self, key):
            if self._pending_removals:
                self._commit_removals()
            del self.data[key]

        def __len__(self):
            if self._pending_removals:
                self._commit_removals()
            return len(self.data)

        def __contains__(self, key):
            if self._pending_removals:
                self._commit_removals()
            try:
                value = self.data[key]()
            except KeyError:
                return False
            return value is not None

        def __setitem__(self, key, value):
            if self._pending_removals:
                self._commit_removals()
            self.data[key] = KeyedRef(value, self._remove, key)

        def copy(self):
            if self._pending_removals:
                self._commit_removals()
            new = WeakValueDictionary()
            with _IterationGuard(self):
                for key, held in self.data.items():
                    value = held()
                    if value is not None:
                        new[key] = value
            return new

        def __deepcopy__(self, memo):
            from copy import deepcopy

            if self._pending_removals:
                self._commit_removals()
            new = self.__class__()
            with _IterationGuard(self):
                for key, held in self.data.items():
                    value = held()
                    if value is not None:
                        new[deepcopy(key, memo)] = value
            return new

        def get(self, key, default=None):
            if self._pending_removals:
                self._commit_removals()
            try:
                held = self.data[key]
            except KeyError:
                return default
            value = held()
            return default if value is None else value

        def items(self):
            if self._pending_removals:
                self._commit_removals()
            with _IterationGuard(self):
                for key, held in self.data.items():
                    value = held()
                    if value is not None:
                        yield key, value

        def keys(self):
            if self._pending_removals:
                self._commit_removals()
            with _IterationGuard(self):
                for key, held in self.data.items():
                    if held() is not None:
                        yield key

        def itervaluerefs(self):
            if self._pending_removals:
                self._commit_removals()
            with _IterationGuard(self):
                yield from self.data.values()

        def values(self):
            if self._pending_removals:
                self._commit_removals()
            with _IterationGuard(self):
                for held in self.data.values():
                    value = held()
                    if value is not None:
                        yield value

        def popitem(self):
            if self._pending_removals:
                self._commit_removals()
            while True:
                key, held = self.data.popitem()
                value = held()
                if value is not None:
                    return key, value

        def pop(self, key, *args):
            if self._pending_removals:
                self._commit_removals()
            try:
                value = self.data.pop(key)()
            except KeyError:
                value = None
            if value is not None:
                return value
            if args:
                return args[0]
            raise KeyError(key)

        def setdefault(self, key, default=None):
            try:
                value = self.data[key]()
            except KeyError:
                value = None
            if value is not None:
                return value
            if self._pending_removals:
                self._commit_removals()
            self.data[key] = KeyedRef(default, self._remove, key)
            return default

        def update(self, other=None, /, **kwargs):
            if self._pending_removals:
                self._commit_removals()
            held = self.data
            if other is not None:
                if not hasattr(other, "items"):
                    other = dict(other)
                for key, value in other.items():
                    held[key] = KeyedRef(value, self._remove, key)
            for key, value in kwargs.items():
                held[key] = KeyedRef(value, self._remove, key)

        def valuerefs(self):
            if self._pending_removals:
                self._commit_removals()
            return list(self.data.values())

    else:

        def __init__(self, other=(), /, **kw):
            def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
                self = selfref()
                if self is not None:
                    _atomic_removal(self.data, wr.key)

            self._remove = remove
            self.data = {}
            self.update(other, **kw)

        def __getitem__(self, key):
            value = self.data[key]()
            if value is None:
                raise KeyError(key)
            return value

        def __delitem__(self, key):
            del self.data[key]

        def __len__(self):
            return len(self.data)

        def __contains__(self, key):
            try:
                value = self.data[key]()
            except KeyError:
                return False
            return value is not None

        def __setitem__(self, key, value):
            self.data[key] = KeyedRef(value, self._remove, key)

        def copy(self):
            new = WeakValueDictionary()
            for key, held in self.data.copy().items():
                value = held()
                if value is not None:
                    new[key] = value
            return new

        def __deepcopy__(self, memo):
            from copy import deepcopy

            new = self.__class__()
            for key, held in self.data.copy().items():
                value = held()
                if value is not None:
                    new[deepcopy(key, memo)] = value
            return new

        def get(self, key, default=None):
            try:
                held = self.data[key]
            except KeyError:
                return default
            value = held()
            return default if value is None else value

        def items(self):
            for key, held in self.data.copy().items():
                value = held()
                if value is not None:
                    yield key, value

        def keys(self):
            for key, held in self.data.copy().items():
                if held() is not None:
                    yield key

        def itervaluerefs(self):
            yield from self.data.copy().values()

        def values(self):
            for held in self.data.copy().values():
                value = held()
                if value is not None:
                    yield value

        def popitem(self):
            while True:
                key, held = self.data.popitem()
                value = held()
                if value is not None:
                    return key, value

        def pop(self, key, *args):
            try:
                value = self.data.pop(key)()
            except KeyError:
                value = None
            if value is not None:
                return value
            if args:
                return args[0]
            raise KeyError(key)

        def setdefault(self, key, default=None):
            try:
                value = self.data[key]()
            except KeyError:
                value = None
            if value is not None:
                return value
            self.data[key] = KeyedRef(default, self._remove, key)
            return default

        def update(self, other=None, /, **kwargs):
            held = self.data
            if other is not None:
                if not hasattr(other, "items"):
                    other = dict(other)
                for key, value in other.items():
                    held[key] = KeyedRef(value, self._remove, key)
            for key, value in kwargs.items():
                held[key] = KeyedRef(value, self._remove, key)

        def valuerefs(self):
            return list(self.data.copy().values())

    __iter__ = keys
    __copy__ = copy


class WeakKeyDictionary(_Mapping):
    if _waits:

        def __init__(self, dict=None):
            self.data = {}

            def remove(k, selfref=ref(self)):
                self = selfref()
                if self is not None:
                    if self._iterating:
                        self._pending_removals.append(k)
                    else:
                        try:
                            del self.data[k]
                        except KeyError:
                            pass

            self._remove = remove
            self._pending_removals = []
            self._iterating = set()
            self._dirty_len = False
            if dict is not None:
                self.update(dict)

        def _commit_removals(self):
            # A dead reference equals no living one, so nothing but itself can go.
            waiting = self._pending_removals
            held = self.data
            while waiting:
                try:
                    del held[waiting.pop()]
                except KeyError:
                    pass

        def _scrub_removals(self):
            held = self.data
            self._pending_removals = [k for k in self._pending_removals if k in held]
            self._dirty_len = False

        def __delitem__(self, key):
            self._dirty_len = True
            del self.data[ref(key)]

        def __len__(self):
            if self._dirty_len and self._pending_removals:
                self._scrub_removals()
            return len(self.data) - len(self._pending_removals)

        def copy(self):
            new = WeakKeyDictionary()
            with _IterationGuard(self):
                for held, value in self.data.items():
                    key = held()
                    if key is not None:
                        new[key] = value
            return new

        def __deepcopy__(self, memo):
            from copy import deepcopy

            new = self.__class__()
            with _IterationGuard(self):
                for held, value in self.data.items():
                    key = held()
                    if key is not None:
                        new[key] = deepcopy(value, memo)
            return new

        def items(self):
            with _IterationGuard(self):
                for held, value in self.data.items():
                    key = held()
                    if key is not None:
                        yield key, value

        def keys(self):
            with _IterationGuard(self):
                for held in self.data:
                    key = held()
                    if key is not None:
                        yield key

        def values(self):
            with _IterationGuard(self):
                for held, value in self.data.items():
                    if held() is not None:
                        yield value

        def popitem(self):
            self._dirty_len = True
            while True:
                held, value = self.data.popitem()
                key = held()
                if key is not None:
                    return key, value

        def pop(self, key, *args):
            self._dirty_len = True
            return self.data.pop(ref(key), *args)

    else:

        def __init__(self, dict=None):
            self.data = {}

            def remove(k, selfref=ref(self)):
                self = selfref()
                if self is not None:
                    try:
                        del self.data[k]
                    except KeyError:
                        pass

            self._remove = remove
            if dict is not None:
                self.update(dict)

        def __delitem__(self, key):
            del self.data[ref(key)]

        def __len__(self):
            return len(self.data)

        def copy(self):
            new = WeakKeyDictionary()
            for held, value in self.data.copy().items():
                key = held()
                if key is not None:
                    new[key] = value
            return new

        def __deepcopy__(self, memo):
            from copy import deepcopy

            new = self.__class__()
            for held, value in self.data.copy().items():
                key = held()
                if key is not None:
                    new[key] = deepcopy(value, memo)
            return new

        def items(self):
            for held, value in self.data.copy().items():
                key = held()
                if key is not None:
                    yield key, value

        def keys(self):
            for held in self.data.copy():
                key = held()
                if key is not None:
                    yield key

        def values(self):
            for held, value in self.data.copy().items():
                if held() is not None:
                    yield value

        def popitem(self):
            while True:
                held, value = self.data.popitem()
                key = held()
                if key is not None:
                    return key, value

        def pop(self, key, *args):
            return self.data.pop(ref(key), *args)

    __iter__ = keys
    __copy__ = copy

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            held = ref(key)
        except TypeError:
            return False
        return held in self.data

    def keyrefs(self):
        return list(self.data)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if kwargs and sys.version_info >= (3, 15):
            raise TypeError(
                "Keyword arguments are not supported: "
                "cannot create weak reference to 'str' object"
            )
        held = self.data
        if dict is not None:
            if not hasattr(dict, "items"):
                dict = type({})(dict)
            for key, value in dict.items():
                held[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)


def _numbers():
    number = 0
    while True:
        yield number
        number += 1


class finalize:
    """Calls a function when an object dies, or when the program ends."""

    # Nothing but a key of the registry, so that no circle can go through it.
    __slots__ = ()
    _registry = {}
    _shutdown = False
    _index_iter = _numbers()
    _dirty = False
    _registered_with_atexit = False

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

    if sys.version_info >= (3, 9):

        def __init__(self, obj, func, /, *args, **kwargs):
            self._enter(obj, func, args, kwargs)

    else:

        def __init__(*args, **kwargs):
            if not args:
                raise TypeError(
                    "descriptor '__init__' of 'finalize' object needs an argument"
                )
            self, *args = args
            named = {}
            for name in ("obj", "func")[len(args):]:
                if name not in kwargs:
                    raise TypeError(
                        "finalize expected at least 2 positional arguments, got %d"
                        % len(args)
                    )
                named[name] = kwargs.pop(name)
                import warnings

                warnings.warn(
                    "Passing %r as keyword argument is deprecated" % name,
                    DeprecationWarning,
                    stacklevel=2,
                )
            obj = args[0] if args else named["obj"]
            func = args[1] if len(args) > 1 else named["func"]
            self._enter(obj, func, tuple(args[2:]), kwargs)

    def _enter(self, obj, func, args, kwargs):
        if not self._registered_with_atexit:
            import atexit

            atexit.register(self._exitfunc)
            finalize._registered_with_atexit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        info.index = next(self._index_iter)
        self._registry[self] = info
        finalize._dirty = True

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info and not self._shutdown:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return (obj, info.func, info.args, info.kwargs or {})

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs or {})

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        own = "%s object at %#x" % (type(self).__name__, id(self))
        if obj is None:
            return "<%s; dead>" % own
        return "<%s; for %r at %#x>" % (own, type(obj).__name__, id(obj))

    @classmethod
    def _select_for_exit(cls):
        wanted = [(entry[1].index, entry) for entry in cls._registry.items() if entry[1].atexit]
        wanted.sort(key=lambda item: item[0])
        return [entry[0] for index, entry in wanted]

    @classmethod
    def _exitfunc(cls):
        was_enabled = False
        try:
            if cls._registry:
                import gc

                if gc.isenabled():
                    was_enabled = True
                    gc.disable()
                pending = None
                while True:
                    if pending is None or finalize._dirty:
                        pending = cls._select_for_exit()
                        finalize._dirty = False
                    if not pending:
                        break
                    last = pending.pop()
                    try:
                        last()
                    except Exception:
                        sys.excepthook(*sys.exc_info())
                    assert last not in cls._registry
        finally:
            finalize._shutdown = True
            if was_enabled:
                gc.enable()
