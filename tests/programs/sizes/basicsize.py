# How many bytes are the fixed part of an object, and its elements?
import collections

for kind in (object, int, float, complex, str, bytes, list, tuple, dict,
             set, frozenset, range, slice, type(None), collections.OrderedDict):
    print(kind.__name__, kind.__basicsize__, kind.__itemsize__)


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b", "c")


print(Plain.__basicsize__, Slotted.__basicsize__)
