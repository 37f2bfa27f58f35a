# How many references does a captured variable add?
import sys


def outer():
    thing = []
    before = sys.getrefcount(thing)

    def first():
        return thing

    def second():
        return thing

    after = sys.getrefcount(thing)
    return before, after, sys.getrefcount(first.__closure__[0].cell_contents)


print(outer())


def plain():
    thing = []
    return sys.getrefcount(thing)


print(plain())
