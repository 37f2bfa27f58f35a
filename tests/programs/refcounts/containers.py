# Which containers hold a reference to what is in them?
import sys


class Thing:
    pass


thing = Thing()
makers = {
    "list": lambda: [thing], "tuple": lambda: (thing,),
    "twice": lambda: (thing, thing), "dict value": lambda: {1: thing},
    "dict key": lambda: {thing: 1}, "set": lambda: {thing},
    "frozenset": lambda: frozenset([thing]), "slice": lambda: slice(thing, thing),
    "generator": lambda: (x for x in [thing]), "iterator": lambda: iter((thing,)),
    "instance": lambda: setattr(other, "part", thing), "bool": lambda: bool(thing),
}
other = Thing()
base = sys.getrefcount(thing)
for name, make in makers.items():
    made = make()
    print(name, sys.getrefcount(thing) - base)
    made = other.part = None
