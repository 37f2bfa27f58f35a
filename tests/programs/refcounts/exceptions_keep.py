# How long does a handled exception hold the locals of its function?
import sys

thing = []
print(sys.getrefcount(thing))


def fail(value):
    local = value
    raise ValueError("no")


kept = None
try:
    fail(thing)
except ValueError as error:
    print(sys.getrefcount(thing) > 2)
    kept = error
print(sys.getrefcount(thing) > 2)
kept.__traceback__ = None
print(sys.getrefcount(thing))
