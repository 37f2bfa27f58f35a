"""What a container must be able to do to count as one, and what follows from that."""
import sys
from abc import ABCMeta, abstractmethod

_minor = sys.version_info[1]

# The module that the classes below say they are of.
__name__ = "collections.abc"


def _check_methods(asked, *names):
    # The nearest definition counts, and None there takes the method away.
    for name in names:
        found = next((space[name] for space in map(vars, asked.__mro__) if name in space), None)
        if found is None:
            return NotImplemented
    return True


def _known_by(*names):
    """A class decorator: whoever has these methods is a subclass, without saying so."""
    def decorate(owner):
        def __subclasshook__(cls, C):
            return _check_methods(C, *names) if cls is owner else NotImplemented

        __subclasshook__.__qualname__ = owner.__qualname__ + ".__subclasshook__"
        owner.__subclasshook__ = classmethod(__subclasshook__)
        return owner

    return decorate


def _thrown(typ, val, tb):
    # The three arguments of `throw`, as one thing to raise.
    if val is None and tb is not None:
        val = typ()
    if tb is not None:
        return val.with_traceback(tb)
    return typ if val is None else val


def _emptied(owner, take, empty):
    """`clear` of a container that is taken from until it says that it is empty."""
    def clear(self):
        try:
            while True:
                getattr(self, take)()
        except empty:
            return

    clear.__qualname__ = owner + ".clear"
    return clear


# Containers, from what can be asked of all to what can be asked of few.

@_known_by("__contains__")
class Container(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


@_known_by("__len__")
class Sized(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


@_known_by("__iter__")
class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


@_known_by("__len__", "__iter__", "__contains__")
class Collection(Sized, Iterable, Container):
    __slots__ = ()


@_known_by("__reversed__", "__iter__")
class Reversible(Iterable):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


class Sequence(Reversible, Collection):
    """A sequence, from its items and its length."""

    __slots__ = ()

    def __reversed__(self):
        for place in range(len(self) - 1, -1, -1):
            yield self[place]

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)

    def index(self, value, start=0, stop=None):
        if start is not None and start < 0:
            start = max(start + len(self), 0)
        if stop is not None and stop < 0:
            stop += len(self)
        place = start
        while stop is None or place < stop:
            try:
                item = self[place]
            except IndexError:
                break
            if item is value or item == value:
                return place
            place += 1
        raise ValueError

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __iter__(self):
        # Until an item is missing, as a sequence may grow and shrink meanwhile. The item is held while it is lent.
        place = 0
        try:
            while True:
                item = self[place]
                yield item
                place += 1
        except IndexError:
            return

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError


class MutableSequence(Sequence):
    """A sequence that can change."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    def extend(self, values):
        # A sequence that is given itself would never end.
        for item in list(values) if values is self else values:
            self.append(item)

    def __iadd__(self, values):
        self.extend(values)
        return self

    clear = _emptied("MutableSequence", "pop", IndexError)

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def pop(self, index=-1):
        taken = self[index]
        del self[index]
        return taken

    def append(self, value):
        # At the end there is no item yet to put it in front of.
        self.insert(len(self), value)

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    def remove(self, value):
        place = self.index(value)
        del self[place]

    def reverse(self):
        size = len(self)
        for left in range(size // 2):
            right = size - 1 - left
            self[left], self[right] = self[right], self[left]


def _between_sets(name, answer):
    """A method of Set that answers only where the other one is a set as well."""
    def method(self, other):
        return answer(self, other) if isinstance(other, Set) else NotImplemented

    method.__name__ = name
    method.__qualname__ = "Set." + name
    return method


def _all_in(few, many):
    if len(few) > len(many):
        return False
    return all(member in many for member in few)


def _as_set(self, other):
    # The operand as a set, or None where it can't be one.
    if isinstance(other, Set):
        return other
    return self._from_iterable(other) if isinstance(other, Iterable) else None


class Set(Collection):
    """A set, from its members, its length and its order of iteration."""

    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    __eq__ = _between_sets("__eq__", lambda self, other: len(self) == len(other) and self.__le__(other))
    __lt__ = _between_sets("__lt__", lambda self, other: len(self) < len(other) and self.__le__(other))
    __gt__ = _between_sets("__gt__", lambda self, other: len(self) > len(other) and self.__ge__(other))
    __le__ = _between_sets("__le__", _all_in)
    __ge__ = _between_sets("__ge__", lambda self, other: _all_in(other, self))

    def isdisjoint(self, other):
        return not any(member in self for member in other)

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(member for part in (self, other) for member in part)

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(member for member in other if member in self)

    def __xor__(self, other):
        other = _as_set(self, other)
        return NotImplemented if other is None else (self - other) | (other - self)

    def __sub__(self, other):
        other = _as_set(self, other)
        if other is None:
            return NotImplemented
        return self._from_iterable(member for member in self if member not in other)

    def __rsub__(self, other):
        other = _as_set(self, other)
        if other is None:
            return NotImplemented
        return self._from_iterable(member for member in other if member not in self)

    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

    def _hash(self):
        # The members' order mustn't matter, and the numbers are those of the language's reference implementation.
        width = sys.maxsize.bit_length() + 1
        word = (1 << width) - 1
        total = (len(self) + 1) * 1927868237 & word
        for number in map(hash, self):
            total = (total ^ (number << 16 ^ number ^ 89869747) * 3644798167) & word
        total = (total ^ total >> 11 ^ total >> 25) * 69069 + 907133923 & word
        if total >> (width - 1):
            total -= 1 << width
        return 590923713 if total == -1 else total


class MutableSet(Set):
    """A set that can change."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    clear = _emptied("MutableSet", "pop", KeyError)

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def pop(self):
        members = iter(self)
        for member in members:
            break
        else:
            raise KeyError from None
        self.discard(member)
        return member

    def remove(self, value):
        if value in self:
            self.discard(value)
            return
        raise KeyError(value)

    def __isub__(self, it):
        if self is it:
            self.clear()
            return self
        for member in it:
            self.discard(member)
        return self

    def __iand__(self, it):
        for member in self - it:
            self.discard(member)
        return self

    def __ior__(self, it):
        for member in it:
            self.add(member)
        return self

    def __ixor__(self, it):
        if self is it:
            self.clear()
            return self
        for member in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if member in self else self.add
            change(member)
        return self


class MappingView(Sized):
    __slots__ = ("_mapping",)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self._mapping)

    def __len__(self):
        return len(self._mapping)


def _plain_set(owner):
    # What operators between views make.
    def _from_iterable(cls, it):
        return set(it)

    _from_iterable.__qualname__ = owner + "._from_iterable"
    return classmethod(_from_iterable)


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]

    def __contains__(self, value):
        for key in self._mapping:
            held = self._mapping[key]
            if held is value or held == value:
                return True
        return False


class ItemsView(MappingView, Set):
    __slots__ = ()
    _from_iterable = _plain_set("ItemsView")

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]

    def __contains__(self, item):
        key, value = item
        try:
            held = self._mapping[key]
        except KeyError:
            return False
        return held is value or held == value


class KeysView(MappingView, Set):
    __slots__ = ()
    _from_iterable = _plain_set("KeysView")

    def __iter__(self):
        yield from self._mapping

    def __contains__(self, key):
        return key in self._mapping


def _looked_at(**views):
    """The methods of Mapping that make its views."""
    def asks(name, view):
        def method(self):
            return view(self)

        method.__name__ = name
        method.__qualname__ = "Mapping." + name
        return method

    return map(asks, views, views.values())


class Mapping(Collection):
    """A mapping, from its items, its length and its order of iteration."""

    __slots__ = ()
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    keys, items, values = _looked_at(keys=KeysView, items=ItemsView, values=ValuesView)

    def __eq__(self, other):
        # The order doesn't count.
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented

    def get(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            found = default
        return found

    def __contains__(self, key):
        # Asking for it is the only way to know.
        try:
            self[key]
        except KeyError:
            return False
        return True


class MutableMapping(Mapping):
    """A mapping that can change."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    clear = _emptied("MutableMapping", "popitem", KeyError)

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def setdefault(self, key, default=None):
        try:
            found = self[key]
        except KeyError:
            found = self[key] = default
        return found

    def update(self, other=(), /, **kwds):
        keyed = isinstance(other, Mapping)
        if keyed or hasattr(other, "keys"):
            for key in other if keyed else other.keys():
                self[key] = other[key]
        else:
            for key, item in other:
                self[key] = item
        for key, item in kwds.items():
            self[key] = item

    def popitem(self):
        for key in self:
            break
        else:
            raise KeyError from None
        held = self[key]
        del self[key]
        return key, held

    # Given by nobody, so that any object can be a default.
    __marker = object()

    def pop(self, key, default=__marker):
        try:
            taken = self[key]
        except KeyError:
            if default is not self.__marker:
                return default
            raise
        del self[key]
        return taken


# What is no container: one trick each, and what runs in steps.

@_known_by("__hash__")
class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


@_known_by("__call__")
class Callable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


if _minor >= 12:
    @_known_by("__buffer__")
    class Buffer(metaclass=ABCMeta):
        __slots__ = ()

        @abstractmethod
        def __buffer__(self, flags, /):
            raise NotImplementedError


@_known_by("__iter__", "__next__")
class Iterator(Iterable):
    __slots__ = ()

    def __iter__(self):
        return self

    @abstractmethod
    def __next__(self):
        raise StopIteration


@_known_by("__aiter__")
class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


@_known_by("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    __slots__ = ()

    def __aiter__(self):
        return self

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration


@_known_by("__await__")
class Awaitable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


def _steps(owner, kind):
    """`send`, `throw` and `close` of what runs in steps: a generator or a coroutine."""
    def send(self, value):
        raise StopIteration

    def throw(self, typ, val=None, tb=None):
        raise _thrown(typ, val, tb)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError(kind + " ignored GeneratorExit")

    for method in (send, throw, close):
        method.__qualname__ = owner + "." + method.__name__
    return abstractmethod(send), abstractmethod(throw), close


@_known_by("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    __slots__ = ()
    send, throw, close = _steps("Coroutine", "coroutine")


@_known_by("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    __slots__ = ()
    send, throw, close = _steps("Generator", "generator")

    def __next__(self):
        return self.send(None)


@_known_by("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    async def __anext__(self):
        # A step without a message.
        return await self.asend(None)

    async def aclose(self):
        ends = (GeneratorExit, StopAsyncIteration)
        try:
            await self.athrow(GeneratorExit)
        except ends:
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise _thrown(typ, val, tb)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration


if _minor < 15:
    class ByteString(Sequence):
        __slots__ = ()
else:
    __absent__ = ("ByteString",)

__all__ = [
    "Hashable", "Callable", "Container", "Sized", "Iterable", "Collection", "Reversible", "Iterator",
    "Sequence", "MutableSequence", "Set", "MutableSet", "Mapping", "MutableMapping",
    "MappingView", "KeysView", "ValuesView", "ItemsView",
    "Generator", "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator",
]
__all__ += ["ByteString"] * (_minor < 15) + ["Buffer"] * (_minor >= 12)


def _register_types():
    # A built-in type has no dict here that a hook could find its methods in, so each is told of all it can do.
    async def run():
        return None

    running = run()
    running.close()
    coroutine = type(running)
    proxy = type(vars(type))
    keys, values, items = (type(view) for view in ({}.keys(), {}.values(), {}.items()))
    buffers = (bytes, bytearray)
    ordered = (tuple, str, range, list) + buffers
    in_order = ordered + (dict, keys, values, items)
    sized = in_order + (set, frozenset, proxy)
    steps = map(type, (
        iter([]), reversed([]), iter(()), iter(""), iter(b""), iter(range(0)), iter(set()), zip(),
        iter({}), iter({}.values()), iter({}.items()),
    ))
    called = map(type, (run, len, [].append, object, ABCMeta.register, object.__init__))
    pairs = [
        (Generator, (type((lambda: (yield))()),)), (Coroutine, (coroutine,)), (Awaitable, (coroutine,)),
        (Set, (frozenset,)), (MutableSet, (set,)), (Mapping, (proxy,)), (MutableMapping, (dict,)),
        (KeysView, (keys,)), (ValuesView, (values,)), (ItemsView, (items,)),
        (Sequence, (tuple, str, range, bytes)), (MutableSequence, (list, bytearray)), (Iterator, steps),
        (Iterable, sized), (Sized, sized), (Collection, sized), (Reversible, in_order), (Callable, called),
        (Container, [one for one in sized if one is not values]),
    ]
    if _minor >= 12:
        pairs.append((Buffer, buffers))
    if _minor >= 13:
        variables = (type(sys._getframe().f_locals),)
        pairs += [(Mapping, variables), (Reversible, variables)]
    if _minor < 15:
        pairs.append((ByteString, buffers))
    for abstract, concrete in pairs:
        for one in concrete:
            abstract.register(one)


_register_types()
if _minor >= 9:
    from _types import GenericAlias

    def _callable_alias(cls, args):
        # Made where it is used, as few programs do.
        from collections._callable import _CallableGenericAlias
        return _CallableGenericAlias(cls, args)

    for _kind in Container, Iterable, AsyncIterable, Awaitable, MappingView:
        _kind.__class_getitem__ = classmethod(GenericAlias)
    Callable.__class_getitem__ = classmethod(_callable_alias)
    del _kind

del _minor, _register_types
__name__ = "_collections_abc"
