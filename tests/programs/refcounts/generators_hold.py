# Which references does a waiting generator hold?
import sys


def walk(thing):
    other = thing
    yield 1
    del other
    yield 2


thing = []
base = sys.getrefcount(thing)
waiting = walk(thing)
print(sys.getrefcount(thing) - base)
next(waiting)
print(sys.getrefcount(thing) - base)
next(waiting)
print(sys.getrefcount(thing) - base)
waiting.close()
print(sys.getrefcount(thing) - base)
