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
from _weakrefset import WeakSet, _guard, _waits

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
            held, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def _cb(arg):
            # Whichever part dies first ends the whole; `own` is weak, so that no circle keeps it.
            whole = own()
            if whole._alive:
                whole._alive = False
                if callback is not None:
                    callback(whole)

        made = ref.__new__(cls, held, _cb)
        made._func_ref = ref(function, _cb)
        made._meth_type = type(meth)
        made._alive = True
        own = ref(made)
        return made

    def _same(self, other):
        if not (self._alive and other._alive):
            return self is other
        return ref.__eq__(self, other) and self._func_ref == other._func_ref

    # To 3.8 something of another kind got an answer, too.

    def __ne__(self, other):
        if isinstance(other, WeakMethod):
            return not self._same(other)
        return NotImplemented if _defers else True

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            return self._same(other)
        return NotImplemented if _defers else False

    __hash__ = ref.__hash__

    def __call__(self):
        held = super().__call__()
        function = self._func_ref()
        if held is not None and function is not None:
            return self._meth_type(function, held)


_defers = sys.version_info >= (3, 9)


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


def _as_is(thing):
    return thing


class WeakValueDictionary(_Mapping):
    def __init__(self, other=(), /, **kw):
        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            owner = selfref()
            if owner is None:
                return
            if _waits and owner._iterating:
                owner._pending_removals.append(wr.key)
            else:
                _atomic_removal(owner.data, wr.key)

        self._remove = remove
        if _waits:
            self._pending_removals = []
            self._iterating = set()
        self.data = {}
        self.update(other, **kw)

    # `_settled` has no dead that wait, and `_walked` may be walked over while others die.
    if _waits:

        def _commit_removals(self):
            queue, entries = self._pending_removals, self.data
            while queue:
                _remove_dead_weakref(entries, queue.pop())

        def _settled(self):
            if self._pending_removals:
                self._commit_removals()
            return self.data

        _walked = _settled

    else:

        def _settled(self):
            return self.data

        def _walked(self):
            return self.data.copy()

    def _living(self, key):
        """The value of a key, or None for one that isn't there or is dead."""
        try:
            return self.data[key]()
        except KeyError:
            return None

    # Walks.

    def values(self):
        entries = self._walked()
        with _guard(self):
            for held in entries.values():
                value = held()
                if value is not None:
                    yield value

    def keys(self):
        entries = self._walked()
        with _guard(self):
            for key, held in entries.items():
                if held() is not None:
                    yield key

    def items(self):
        entries = self._walked()
        with _guard(self):
            for key, held in entries.items():
                value = held()
                if value is not None:
                    yield key, value

    def itervaluerefs(self):
        entries = self._walked()
        with _guard(self):
            yield from entries.values()

    __iter__ = keys

    def valuerefs(self):
        return list(self._walked().values())

    def _twin(self, kind, change, *memo):
        self._settled()
        twin = kind()
        with _guard(self):
            for key, held in self._walked().items():
                value = held()
                if value is not None:
                    twin[change(key, *memo)] = value
        return twin

    def copy(self):
        return self._twin(WeakValueDictionary, _as_is)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        return self._twin(self.__class__, deepcopy, memo)

    # Single entries.

    def __len__(self):
        return len(self._settled())

    def __contains__(self, key):
        self._settled()
        return self._living(key) is not None

    def __getitem__(self, key):
        value = self._settled()[key]()
        if value is not None:
            return value
        raise KeyError(key)

    def get(self, key, default=None):
        self._settled()
        value = self._living(key)
        return default if value is None else value

    def __setitem__(self, key, value):
        self._settled()[key] = KeyedRef(value, self._remove, key)

    def setdefault(self, key, default=None):
        value = self._living(key)
        if value is None:
            self._settled()[key] = KeyedRef(default, self._remove, key)
            value = default
        return value

    def __delitem__(self, key):
        del self._settled()[key]

    def pop(self, key, *args):
        held = self._settled().pop(key, None)
        value = None if held is None else held()
        if value is not None:
            return value
        for default in args:
            return default
        raise KeyError(key)

    def popitem(self):
        entries = self._settled()
        value = None
        while value is None:
            key, held = entries.popitem()
            value = held()
        return key, value

    def update(self, other=None, /, **kwargs):
        entries = self._settled()
        if other is None:
            parts = (kwargs,)
        else:
            parts = (other if hasattr(other, "items") else dict(other), kwargs)
        for part in parts:
            for key, value in part.items():
                entries[key] = KeyedRef(value, self._remove, key)


class WeakKeyDictionary(_Mapping):
    def __init__(self, dict=None):
        self.data = {}

        def remove(k, selfref=ref(self)):
            owner = selfref()
            if owner is None:
                return
            if _waits and owner._iterating:
                owner._pending_removals.append(k)
            else:
                owner.data.pop(k, None)

        self._remove = remove
        if _waits:
            self._pending_removals = []
            self._iterating = set()
            self._dirty_len = False
        if dict is not None:
            self.update(dict)

    # The dead that wait are counted off the length; `_dirty_len` says that some may have left otherwise.
    if _waits:

        def _commit_removals(self):
            # A dead reference equals no living one, so nothing but itself can go.
            queue, entries = self._pending_removals, self.data
            while queue:
                entries.pop(queue.pop(), None)

        def _scrub_removals(self):
            self._pending_removals = [k for k in self._pending_removals if k in self.data]
            self._dirty_len = False

        def __len__(self):
            if self._dirty_len and self._pending_removals:
                self._scrub_removals()
            return len(self.data) - len(self._pending_removals)

        def _shrinking(self):
            self._dirty_len = True
            return self.data

        def _walked(self):
            return self.data

    else:

        def __len__(self):
            return len(self.data)

        def _shrinking(self):
            return self.data

        def _walked(self):
            return self.data.copy()

    # Single entries.

    def __contains__(self, key):
        try:
            wanted = ref(key)
        except TypeError:
            return False
        return wanted in self.data

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def pop(self, key, *args):
        return self._shrinking().pop(ref(key), *args)

    def __delitem__(self, key):
        del self._shrinking()[ref(key)]

    def popitem(self):
        entries = self._shrinking()
        key = None
        while key is None:
            held, value = entries.popitem()
            key = held()
        return key, value

    def update(self, dict=None, /, **kwargs):
        if kwargs and sys.version_info >= (3, 15):
            raise TypeError(
                "Keyword arguments are not supported: "
                "cannot create weak reference to 'str' object"
            )
        entries = self.data
        if dict is not None:
            source = dict if hasattr(dict, "items") else type({})(dict)
            for key, value in source.items():
                entries[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)

    # Walks.

    def keyrefs(self):
        return list(self.data)

    def items(self):
        with _guard(self):
            for held, value in self._walked().items():
                key = held()
                if key is not None:
                    yield key, value

    def values(self):
        with _guard(self):
            for held, value in self._walked().items():
                if held() is not None:
                    yield value

    def keys(self):
        with _guard(self):
            for held in self._walked():
                key = held()
                if key is not None:
                    yield key

    __iter__ = keys

    def _twin(self, kind, change, *memo):
        twin = kind()
        with _guard(self):
            for held, value in self._walked().items():
                key = held()
                if key is not None:
                    twin[key] = change(value, *memo)
        return twin

    def __deepcopy__(self, memo):
        from copy import deepcopy

        return self._twin(self.__class__, deepcopy, memo)

    def copy(self):
        return self._twin(WeakKeyDictionary, _as_is)

    __copy__ = copy


def _numbers():
    number = 0
    while True:
        yield number
        number += 1


class finalize:
    """Calls a function when an object dies, or when the program ends."""

    # Nothing but a key of the registry, so that no circle can go through it.
    __slots__ = ()

    class _Info:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "index")

        def call(self):
            return self.func(*self.args, **(self.kwargs or {}))

        def told(self, obj):
            return obj, self.func, self.args, self.kwargs or {}

    _shutdown = _dirty = _registered_with_atexit = False
    _registry = {}
    _index_iter = _numbers()

    if sys.version_info >= (3, 9):

        def __init__(self, obj, func, /, *args, **kwargs):
            self._enter(obj, func, args, kwargs)

    else:

        def __init__(*args, **kwargs):
            if not args:
                raise TypeError(
                    "descriptor '__init__' of 'finalize' object needs an argument"
                )
            self, *given = args
            for name in ("obj", "func")[len(given):]:
                if name not in kwargs:
                    raise TypeError(
                        f"finalize expected at least 2 positional arguments, got {len(args) - 1}"
                    )
                given.append(kwargs.pop(name))
                import warnings

                warnings.warn(
                    f"Passing {name!r} as keyword argument is deprecated",
                    DeprecationWarning,
                    stacklevel=2,
                )
            obj, func, *rest = given
            self._enter(obj, func, tuple(rest), kwargs)

    def _enter(self, obj, func, args, kwargs):
        cls = finalize
        if not self._registered_with_atexit:
            import atexit

            atexit.register(self._exitfunc)
            cls._registered_with_atexit = True
        entry = self._Info()
        entry.weakref = ref(obj, self)
        entry.func, entry.args, entry.kwargs = func, args, kwargs or None
        entry.atexit = True
        entry.index = next(self._index_iter)
        self._registry[self] = entry
        cls._dirty = True

    def _look(self):
        """The entry and its object; a dead finalizer has neither."""
        entry = self._registry.get(self)
        return entry, (None if entry is None else entry.weakref())

    @property
    def alive(self):
        return self in self._registry

    def peek(self):
        entry, obj = self._look()
        return None if obj is None else entry.told(obj)

    def detach(self):
        entry, obj = self._look()
        if obj is not None and self._registry.pop(self, None) is not None:
            return entry.told(obj)

    def __call__(self, _=None):
        entry = self._registry.pop(self, None)
        if entry is not None and not self._shutdown:
            return entry.call()

    def __repr__(self):
        obj = self._look()[1]
        own = f"{type(self).__name__} object at {id(self):#x}"
        if obj is None:
            return f"<{own}; dead>"
        return f"<{own}; for {type(obj).__name__!r} at {id(obj):#x}>"

    def _get_atexit(self):
        entry = self._registry.get(self)
        return entry is not None and entry.atexit

    def _set_atexit(self, value):
        entry = self._registry.get(self)
        if entry is not None:
            entry.atexit = bool(value)

    atexit = property(_get_atexit, _set_atexit)

    @classmethod
    def _select_for_exit(cls):
        waiting = [(entry.index, key) for key, entry in cls._registry.items() if entry.atexit]
        waiting.sort(key=lambda pair: pair[0])
        return [key for _, key in waiting]

    @classmethod
    def _run_last_to_first(cls):
        # A finalizer may make another one, and then who comes next is asked anew.
        queue, finalize._dirty = cls._select_for_exit(), False
        while queue:
            last = queue.pop()
            try:
                last()
            except Exception:
                sys.excepthook(*sys.exc_info())
            assert last not in cls._registry
            if finalize._dirty:
                queue, finalize._dirty = cls._select_for_exit(), False

    @classmethod
    def _exitfunc(cls):
        resume = None
        try:
            if cls._registry:
                import gc

                if gc.isenabled():
                    resume = gc.enable
                    gc.disable()
                cls._run_last_to_first()
        finally:
            finalize._shutdown = True
            if resume is not None:
                resume()
