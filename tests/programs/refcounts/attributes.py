# Which attributes hold a reference to what they name?
import sys


class Thing:
    pass


class Slotted:
    __slots__ = "part"


thing = Thing()
print(sys.getrefcount(thing))
a = Thing()
a.part = thing
print(sys.getrefcount(thing))
b = Slotted()
b.part = thing
print(sys.getrefcount(thing))
Thing.shared = thing
print(sys.getrefcount(thing))
a.part = b.part = None
del Thing.shared
print(sys.getrefcount(thing))
