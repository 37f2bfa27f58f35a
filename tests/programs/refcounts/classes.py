# How many references does an instance hold to its class?
import sys


class Thing:
    pass


base = sys.getrefcount(Thing)
things = [Thing() for _ in range(100)]
print(sys.getrefcount(Thing) - base)
things.pop()
print(sys.getrefcount(Thing) - base)


class Child(Thing):
    pass


print(sys.getrefcount(Thing) - base > 99)
things.clear()
numbers = [object() for _ in range(50)]
print(len(numbers))
