# Has a class a weak reference before the program makes one, and who holds it?
import gc
import sys
import weakref


class Base:
    pass


class Below(Base):
    pass


class Other:
    pass


class Both(Base, Other):
    pass


for cls in (Base, Below, Both):
    print(weakref.getweakrefcount(cls))
    reference = weakref.ref(cls)
    print(weakref.getweakrefcount(cls), sys.getrefcount(reference))
Below.__bases__ = (Both,)
print(sys.getrefcount(weakref.ref(Below)), Base.__subclasses__(), Both.__subclasses__())
del cls, reference

gc.collect()
alone = type("alone", (), {})
alone.own = weakref.ref(alone)
kept = weakref.ref(alone)
del alone
print(gc.collect(), kept() is None, sys.getrefcount(kept))
