"""Sets whose members are free to die.

To 3.13 a removal waits while somebody iterates; from 3.14 each iteration goes over a copy.
"""

import sys
from _weakref import ref

__all__ = ["WeakSet"]

_waits = sys.version_info < (3, 14)


def _refs(items, *callback):
    return (ref(item, *callback) for item in items)


class _Unguarded:
    """What a walk over a copy is guarded by: nothing, and one object says so for all."""

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        pass


if _waits:

    class _IterationGuard:
        """Stands in the container's `_iterating` for as long as somebody iterates."""

        def __init__(self, weakcontainer):
            self.weakcontainer = ref(weakcontainer)

        def __enter__(self):
            owner = self.weakcontainer()
            if owner is not None:
                owner._iterating.add(self)
            return self

        def __exit__(self, *trouble):
            owner = self.weakcontainer()
            if owner is None:
                return
            owner._iterating.remove(self)
            if not owner._iterating:
                owner._commit_removals()

    _guard = _IterationGuard
else:

    def _guard(container, _free=_Unguarded()):
        return _free


class WeakSet:
    def __init__(self, data=None):
        self.data = set()

        def _remove(item, selfref=ref(self)):
            owner = selfref()
            if owner is not None:
                owner._forget(item)

        self._remove = _remove
        if _waits:
            self._pending_removals = []
            self._iterating = set()
        if data is not None:
            self.update(data)

    # How the dead leave, and what is walked over: all that the two policies differ in.
    if _waits:

        def _forget(self, member):
            if self._iterating:
                self._pending_removals.append(member)
            else:
                self.data.discard(member)

        def _commit_removals(self):
            drop, queue = self.data.discard, self._pending_removals
            while queue:
                drop(queue.pop())

        def _settled(self):
            if self._pending_removals:
                self._commit_removals()
            return self.data

        def _members(self):
            return self.data

        def __len__(self):
            return len(self.data) - len(self._pending_removals)

    else:

        def _forget(self, member):
            self.data.discard(member)

        def _settled(self):
            return self.data

        def _members(self):
            return self.data.copy()

        def __len__(self):
            return len(self.data)

    def __contains__(self, item):
        try:
            wanted = ref(item)
        except TypeError:
            # What can't be referred to weakly was never put in.
            return False
        return wanted in self.data

    def __iter__(self):
        with _guard(self):
            for member in self._members():
                item = member()
                if item is not None:
                    yield item

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        if sys.version_info >= (3, 11):
            state = self.__getstate__()
        else:
            state = getattr(self, "__dict__", None)
        return self.__class__, (list(self),), state

    def copy(self):
        return self.__class__(self)

    # Single members.

    def pop(self):
        take = self._settled().pop
        item = None
        while item is None:
            try:
                item = take()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
        return item

    def discard(self, item):
        self._settled().discard(ref(item))

    def remove(self, item):
        self._settled().remove(ref(item))

    def add(self, item):
        self._settled().add(ref(item, self._remove))

    def clear(self):
        self._settled().clear()

    # In place: the operators do the work, and the names beside them call them.

    def update(self, other):
        self._settled()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self._settled().intersection_update(_refs(other))
        return self

    def __isub__(self, other):
        members = self._settled()
        if other is self:
            members.clear()
        else:
            members.difference_update(_refs(other))
        return self

    def __ixor__(self, other):
        members = self._settled()
        if other is self:
            members.clear()
        else:
            members.symmetric_difference_update(_refs(other, self._remove))
        return self

    def intersection_update(self, other):
        self.__iand__(other)

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def difference_update(self, other):
        self.__isub__(other)

    # New sets.

    def union(self, other):
        return self.__class__(item for part in (self, other) for item in part)

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    def symmetric_difference(self, other):
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    def difference(self, other):
        result = self.copy()
        result.difference_update(other)
        return result

    __or__, __and__, __xor__, __sub__ = union, intersection, symmetric_difference, difference

    # Comparisons.

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == set(map(ref, other))
        return NotImplemented

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(_refs(other))

    def issubset(self, other):
        return self.data.issubset(_refs(other))

    __le__, __ge__ = issubset, issuperset

    def isdisjoint(self, other):
        return not len(self.intersection(other))

if sys.version_info >= (3, 9):
    from _types import GenericAlias
    WeakSet.__class_getitem__ = classmethod(GenericAlias)
