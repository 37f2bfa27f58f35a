# Does an instance's class count among what it refers to?
import gc


class Plain:
    pass


class Slotted:
    __slots__ = ("part",)


for kind in (Plain, Slotted):
    thing = kind()
    thing.part = [kind.__name__]
    print(kind.__name__, any(x is kind for x in gc.get_referents(thing)))
print(any(x is list for x in gc.get_referents([])))
