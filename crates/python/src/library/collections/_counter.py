"""`Counter`: a dict that counts."""
import sys

import _collections_abc
from _collections import _count_elements

# The module that the class says it is of.
__name__ = "collections"


def _named(name, method):
    method.__name__ = name
    method.__qualname__ = "Counter." + name
    return method


def _multiset(name, join, alone=None):
    """An operator that keeps what is positive.

    `join` makes a count of the two of an element; `alone` of the one of an element that only the right operand has.
    """
    def method(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        kept = Counter()
        for key, mine in self.items():
            count = join(mine, other[key])
            if count > 0:
                kept[key] = count
        if alone is not None:
            for key, theirs in other.items():
                if key in self:
                    continue
                count = alone(theirs)
                if count > 0:
                    kept[key] = count
        return kept

    return _named(name, method)


def _in_place(name, change):
    """An operator that changes the left operand, which then drops what isn't positive."""
    def method(self, other):
        change(self, other)
        return self._keep_positive()

    return _named(name, method)


def _compared(name, answer):
    def method(self, other):
        return answer(self, other) if isinstance(other, Counter) else NotImplemented

    return _named(name, method)


def _for_all(name, holds):
    """A comparison that must hold for the counts of each element of the one or the other."""
    def answer(self, other):
        return all(holds(self[key], other[key]) for held in (self, other) for key in held)

    return _compared(name, answer)


def _signed(name, sign):
    """The counts of one sign, made positive."""
    def method(self):
        kept = Counter()
        for key, count in self.items():
            if sign > 0 and count > 0:
                kept[key] = count
            elif sign < 0 and count < 0:
                kept[key] = 0 - count
        return kept

    return _named(name, method)


def _add_to(mine, other):
    for key, count in other.items():
        mine[key] += count


def _take_from(mine, other):
    for key, count in other.items():
        mine[key] -= count


def _raise_to(mine, other):
    for key, count in other.items():
        if count > mine[key]:
            mine[key] = count


def _lower_to(mine, other):
    for key, count in mine.items():
        limit = other[key]
        if limit < count:
            mine[key] = limit


class Counter(dict):
    """A dict that counts."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def update(self, iterable=None, /, **kwds):
        if iterable is None:
            pass
        elif isinstance(iterable, _collections_abc.Mapping):
            if not self:
                super().update(iterable)
            else:
                held = self.get
                for key, count in iterable.items():
                    self[key] = count + held(key, 0)
        else:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        held = self.get
        if iterable is None:
            pass
        elif isinstance(iterable, _collections_abc.Mapping):
            for key, count in iterable.items():
                self[key] = held(key, 0) - count
        else:
            for key in iterable:
                self[key] = held(key, 0) - 1
        if kwds:
            self.subtract(kwds)

    @classmethod
    def fromkeys(cls, iterable, v=None):
        # Which count would each of them have?
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def most_common(self, n=None):
        ranked = sorted(self.items(), key=lambda item: item[1], reverse=True)
        return ranked if n is None else ranked[:max(n, 0)]

    def __missing__(self, key):
        return 0

    def __delitem__(self, elem):
        if elem in self:
            super().__delitem__(elem)

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __repr__(self):
        shown = self.__class__.__name__
        if not self:
            return shown + "()"
        try:
            ranked = dict(self.most_common())
        except TypeError:
            # Counts that have no order.
            ranked = dict(self)
        if sys.version_info >= (3, 10):
            return "{}({!r})".format(shown, ranked)
        return "{}({{{}}})".format(shown, ", ".join(map("%r: %r".__mod__, ranked.items())))

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def copy(self):
        return self.__class__(self)

    __add__ = _multiset("__add__", lambda mine, theirs: mine + theirs, lambda theirs: theirs)
    __sub__ = _multiset("__sub__", lambda mine, theirs: mine - theirs, lambda theirs: 0 - theirs)
    __or__ = _multiset("__or__", lambda mine, theirs: theirs if mine < theirs else mine, lambda theirs: theirs)
    __and__ = _multiset("__and__", lambda mine, theirs: mine if mine < theirs else theirs)
    __pos__ = _signed("__pos__", 1)
    __neg__ = _signed("__neg__", -1)
    __iadd__ = _in_place("__iadd__", _add_to)
    __isub__ = _in_place("__isub__", _take_from)
    __ior__ = _in_place("__ior__", _raise_to)
    __iand__ = _in_place("__iand__", _lower_to)

    if sys.version_info >= (3, 15):
        __xor__ = _multiset("__xor__", lambda mine, theirs: abs(mine - theirs), abs)

    if sys.version_info >= (3, 10):
        # An element that isn't there counts as one that is there 0 times.
        __eq__ = _for_all("__eq__", lambda mine, theirs: mine == theirs)
        __le__ = _for_all("__le__", lambda mine, theirs: mine <= theirs)
        __ge__ = _for_all("__ge__", lambda mine, theirs: mine >= theirs)
        __ne__ = _compared("__ne__", lambda self, other: not self == other)
        __lt__ = _compared("__lt__", lambda self, other: self <= other and self != other)
        __gt__ = _compared("__gt__", lambda self, other: self >= other and self != other)

        def total(self):
            return sum(self.values())
