"""`UserDict`, `UserList` and `UserString`: containers made to be derived from, around one in `data`."""
import sys

import _collections_abc

# The module that the classes say they are of.
__name__ = "collections"


def _under(owner, name, method):
    method.__name__ = name
    method.__qualname__ = "{}.{}".format(owner, name)
    return method


def _comparisons(owner, inner):
    """The five that compare `data` with `inner(other)`; `!=` follows from `==`."""
    answers = {
        "__eq__": lambda self, other: self.data == inner(other),
        "__lt__": lambda self, other: self.data < inner(other),
        "__le__": lambda self, other: self.data <= inner(other),
        "__gt__": lambda self, other: self.data > inner(other),
        "__ge__": lambda self, other: self.data >= inner(other),
    }
    return [_under(owner, name, method) for name, method in answers.items()]


def _shallow(owner, copied):
    """`__copy__`: an instance with the same attributes, and a `data` of its own."""
    def __copy__(self):
        twin = self.__class__.__new__(self.__class__)
        twin.__dict__.update(self.__dict__)
        twin.__dict__["data"] = copied(self.__dict__["data"])
        return twin

    return _under(owner, "__copy__", __copy__)


def _forwards(owner):
    """Makers of methods that ask the method of that name of `data`: with nothing, with one item, with anything."""
    def bare(name):
        return _under(owner, name, lambda self: getattr(self.data, name)())

    def one(name):
        return _under(owner, name, lambda self, item: getattr(self.data, name)(item))

    def wrapped(name):
        return _under(owner, name, lambda self: self.__class__(getattr(self.data, name)()))

    return bare, one, wrapped


class UserDict(_collections_abc.MutableMapping):
    """A mapping around a dict, made to be derived from."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        # Through `update`, so that a subclass sees each item.
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __getitem__(self, key):
        if key not in self.data:
            kind = self.__class__
            if not hasattr(kind, "__missing__"):
                raise KeyError(key)
            return kind.__missing__(self, key)
        return self.data[key]

    if sys.version_info >= (3, 12):
        # Which doesn't ask `__missing__`.
        def get(self, key, default=None):
            return self[key] if key in self else default

    def __contains__(self, key):
        return key in self.data

    __iter__ = _under("UserDict", "__iter__", lambda self: iter(self.data))

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    __len__ = _under("UserDict", "__len__", lambda self: len(self.data))
    __repr__ = _under("UserDict", "__repr__", lambda self: repr(self.data))
    __copy__ = _shallow("UserDict", lambda data: data.copy())

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy
        # What else a subclass holds is copied without the items, which go through its `__setitem__`.
        held = self.data
        self.data = {}
        try:
            twin = copy.copy(self)
        finally:
            self.data = held
        twin.update(self)
        return twin

    if sys.version_info >= (3, 9):
        def __or__(self, other):
            right = other.data if isinstance(other, UserDict) else other
            return self.__class__(self.data | right) if isinstance(right, dict) else NotImplemented

        def __ror__(self, other):
            left = other.data if isinstance(other, UserDict) else other
            return self.__class__(left | self.data) if isinstance(left, dict) else NotImplemented

        def __ior__(self, other):
            self.data |= other.data if isinstance(other, UserDict) else other
            return self


def _items(other):
    # Of another list what is in it.
    return other.data if isinstance(other, UserList) else other


def _as_list(self, other):
    # What `+` joins `data` with.
    other = _items(other)
    return other if isinstance(other, type(self.data)) else list(other)


class UserList(_collections_abc.MutableSequence):
    """A sequence around a list, made to be derived from."""

    _bare, _one, _wrapped = _forwards("UserList")

    def __init__(self, initlist=None):
        self.data = []
        if initlist is None:
            return
        given = initlist.data[:] if isinstance(initlist, UserList) else initlist
        if given is not initlist or type(given) is list:
            self.data[:] = given
        else:
            self.data = list(given)

    __eq__, __lt__, __le__, __gt__, __ge__ = _comparisons("UserList", _items)
    __repr__ = _under("UserList", "__repr__", lambda self: repr(self.data))
    __len__ = _under("UserList", "__len__", lambda self: len(self.data))
    __copy__ = _shallow("UserList", lambda data: data[:])

    def __contains__(self, item):
        return item in self.data

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + _as_list(self, other))

    def __radd__(self, other):
        return self.__class__(_as_list(self, other) + self.data)

    def __iadd__(self, other):
        self.data += _as_list(self, other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    def __imul__(self, n):
        self.data *= n
        return self

    __rmul__ = __mul__
    append, remove, count = map(_one, ("append", "remove", "count"))

    def extend(self, other):
        self.data.extend(_items(other))

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    clear, reverse = map(_bare, ("clear", "reverse"))

    def index(self, item, *args):
        return self.data.index(item, *args)

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def copy(self):
        return self.__class__(self)

    del _bare, _one, _wrapped


def _text(other):
    return other.data if isinstance(other, UserString) else other


def _as_text(other):
    other = _text(other)
    return other if isinstance(other, str) else str(other)


class UserString(_collections_abc.Sequence):
    """A sequence around a text, made to be derived from."""

    _bare, _one, _wrapped = _forwards("UserString")

    def __init__(self, seq):
        self.data = _as_text(seq)

    __eq__, __lt__, __le__, __gt__, __ge__ = _comparisons("UserString", _text)
    __hash__ = _under("UserString", "__hash__", lambda self: hash(self.data))
    __len__ = _under("UserString", "__len__", lambda self: len(self.data))
    __repr__ = _under("UserString", "__repr__", lambda self: repr(self.data))
    __str__ = _under("UserString", "__str__", lambda self: str(self.data))

    def __contains__(self, char):
        return _text(char) in self.data

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        return self.__class__(self.data + _as_text(other))

    def __radd__(self, other):
        return self.__class__(_as_text(other) + self.data)

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__
    upper, lower = map(_wrapped, ("upper", "lower"))
    join = _under("UserString", "join", lambda self, seq: self.data.join(seq))

    def strip(self, chars=None):
        return self.__class__(self.data.strip(_text(chars)))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_text(old), _text(new), maxsplit))

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def startswith(self, prefix, *args):
        return self.data.startswith(prefix, *args)

    def endswith(self, suffix, *args):
        return self.data.endswith(suffix, *args)

    del _bare, _one, _wrapped
