# Which objects does `copy` give back themselves?
import copy


def function():
    pass


things = [5, "text", (1, 2), ([],), frozenset([1]), None, function, int, range(3), 1.5,
          b"bytes", type(...), slice(1)]
for thing in things:
    name = type(thing).__name__
    print(name, copy.copy(thing) is thing, copy.deepcopy(thing) is thing)
