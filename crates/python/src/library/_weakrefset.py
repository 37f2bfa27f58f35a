"""Sets whose members are free to die.

To 3.13 a removal waits while somebody iterates; from 3.14 each iteration goes over a copy.
"""

import sys
from _weakref import ref

__all__ = ["WeakSet"]

_waits = sys.version_info < (3, 14)

if _waits:

    class _IterationGuard:
        """Stands in the container's `_iterating` for as long as somebody iterates."""

        def __init__(self, weakcontainer):
            self.weakcontainer = ref(weakcontainer)

        def __enter__(self):
            held = self.weakcontainer()
            if held is not None:
                held._iterating.add(self)
            return self

        def __exit__(self, kind, value, trace):
            held = self.weakcontainer()
            if held is not None:
                others = held._iterating
                others.remove(self)
                if not others:
                    held._commit_removals()


class WeakSet:
    if _waits:

        def __init__(self, data=None):
            self.data = set()

            def _remove(item, selfref=ref(self)):
                self = selfref()
                if self is not None:
                    if self._iterating:
                        self._pending_removals.append(item)
                    else:
                        self.data.discard(item)

            self._remove = _remove
            self._pending_removals = []
            self._iterating = set()
            if data is not None:
                self.update(data)

        def _commit_removals(self):
            waiting = self._pending_removals
            discard = self.data.discard
            while waiting:
                discard(waiting.pop())

        def __iter__(self):
            with _IterationGuard(self):
                for member in self.data:
                    item = member()
                    if item is not None:
                        yield item

        def __len__(self):
            return len(self.data) - len(self._pending_removals)

        def add(self, item):
            if self._pending_removals:
                self._commit_removals()
            self.data.add(ref(item, self._remove))

        def clear(self):
            if self._pending_removals:
                self._commit_removals()
            self.data.clear()

        def pop(self):
            if self._pending_removals:
                self._commit_removals()
            return self._pop_living()

        def remove(self, item):
            if self._pending_removals:
                self._commit_removals()
            self.data.remove(ref(item))

        def discard(self, item):
            if self._pending_removals:
                self._commit_removals()
            self.data.discard(ref(item))

        def update(self, other):
            if self._pending_removals:
                self._commit_removals()
            for item in other:
                self.add(item)

        def __isub__(self, other):
            if self._pending_removals:
                self._commit_removals()
            return self._without(other)

        def __iand__(self, other):
            if self._pending_removals:
                self._commit_removals()
            self.data.intersection_update(ref(item) for item in other)
            return self

        def __ixor__(self, other):
            if self._pending_removals:
                self._commit_removals()
            return self._either(other)

    else:

        def __init__(self, data=None):
            self.data = set()

            def _remove(item, selfref=ref(self)):
                self = selfref()
                if self is not None:
                    self.data.discard(item)

            self._remove = _remove
            if data is not None:
                self.update(data)

        def __iter__(self):
            for member in self.data.copy():
                item = member()
                if item is not None:
                    yield item

        def __len__(self):
            return len(self.data)

        def add(self, item):
            self.data.add(ref(item, self._remove))

        def clear(self):
            self.data.clear()

        def pop(self):
            return self._pop_living()

        def remove(self, item):
            self.data.remove(ref(item))

        def discard(self, item):
            self.data.discard(ref(item))

        def update(self, other):
            for item in other:
                self.add(item)

        def __isub__(self, other):
            return self._without(other)

        def __iand__(self, other):
            self.data.intersection_update(ref(item) for item in other)
            return self

        def __ixor__(self, other):
            return self._either(other)

    def _pop_living(self):
        while True:
            try:
                member = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = member()
            if item is not None:
                return item

    def _without(self, other):
        if other is self:
            self.data.clear()
        else:
            self.data.difference_update(ref(item) for item in other)
        return self

    def _either(self, other):
        if other is self:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(
                ref(item, self._remove) for item in other
            )
        return self

    def __contains__(self, item):
        try:
            member = ref(item)
        except TypeError:
            return False
        return member in self.data

    if sys.version_info >= (3, 11):

        def __reduce__(self):
            return self.__class__, (list(self),), self.__getstate__()

    else:

        def __reduce__(self):
            return self.__class__, (list(self),), getattr(self, "__dict__", None)

    def copy(self):
        return self.__class__(self)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        rest = self.copy()
        rest.difference_update(other)
        return rest

    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        rest = self.copy()
        rest.symmetric_difference_update(other)
        return rest

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def union(self, other):
        return self.__class__(item for part in (self, other) for item in part)

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)
