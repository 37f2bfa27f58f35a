# What is the size of an instance, without and with `__slots__`?
import sys


class Plain:
    pass


class Slotted:
    __slots__ = ("a", "b")


class Empty:
    __slots__ = ()


class Both(Slotted):
    pass


class Row(list):
    pass


for kind in (Plain, Slotted, Empty, Both, Row, object):
    print(kind.__name__, kind.__basicsize__, sys.getsizeof(kind()))
