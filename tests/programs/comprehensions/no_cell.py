# Does a comprehension that uses a name of its function make a cell of it?
import sys


def uses(thing):
    before = sys.getrefcount(thing)
    made = [thing for _ in range(2)]
    return before, sys.getrefcount(thing), bool(uses.__code__.co_cellvars)


def nested(thing):
    made = [[a + b + thing for a in (1, 2)] for b in (3, 4)]
    return made, bool(nested.__code__.co_cellvars)


def generator(thing):
    made = list(thing + a for a in (1, 2))
    return made, bool(generator.__code__.co_cellvars)


def both(thing):
    made = [list(thing + a for a in (1, 2)) for _ in (3,)]
    return made, bool(both.__code__.co_cellvars)


def outer(thing):
    def inner():
        return [thing for _ in (1,)]

    return inner(), inner.__code__.co_freevars


def named(values):
    total = 0
    made = [total := total + value for value in values]
    return made, total, bool(named.__code__.co_cellvars)


print(uses([]))
print(nested(10))
print(generator(10))
print(both(10))
print(outer(10))
print(named([1, 2, 3]))
