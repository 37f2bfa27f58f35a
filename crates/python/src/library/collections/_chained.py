"""`ChainMap`: several mappings as one."""
import sys
from reprlib import recursive_repr

import _collections_abc

# The module that the class says it is of.
__name__ = "collections"


def _lacks(key):
    return KeyError("Key not found in the first mapping: {!r}".format(key))


class ChainMap(_collections_abc.MutableMapping):
    """Several mappings as one: the first one that has a key answers, and the first of all is written to."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    # Reading looks through all of them.

    def __getitem__(self, key):
        for held in self.maps:
            try:
                return held[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __contains__(self, key):
        for held in self.maps:
            if key in held:
                return True
        return False

    def get(self, key, default=None):
        if key not in self:
            return default
        return self[key]

    def __iter__(self):
        # From the last, whose keys come first.
        order = {}
        for held in reversed(self.maps):
            order.update(held if sys.version_info < (3, 9) else dict.fromkeys(held))
        return iter(order)

    def __bool__(self):
        return any(self.maps)

    def __len__(self):
        return len(set().union(*self.maps))

    @recursive_repr()
    def __repr__(self):
        shown = ", ".join([repr(held) for held in self.maps])
        return "{}({})".format(self.__class__.__name__, shown)

    # Writing changes the first.

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise _lacks(key)

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise _lacks(key)

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.")

    def clear(self):
        self.maps[0].clear()

    # Other chains.

    def new_child(self, m=None, **kwargs):
        first = kwargs if m is None else m
        if kwargs and first is not kwargs:
            first.update(kwargs)
        return self.__class__(first, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def copy(self):
        first, *others = self.maps
        return self.__class__(first.copy(), *others)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    if sys.version_info >= (3, 9):
        def __or__(self, other):
            if not isinstance(other, _collections_abc.Mapping):
                return NotImplemented
            joined = self.copy()
            joined.maps[0].update(other)
            return joined

        def __ror__(self, other):
            if not isinstance(other, _collections_abc.Mapping):
                return NotImplemented
            flat = dict(other)
            for held in reversed(self.maps):
                flat.update(held)
            return self.__class__(flat)

        def __ior__(self, other):
            self.maps[0].update(other)
            return self
