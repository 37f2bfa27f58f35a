# Does the count come back when names are exchanged and values returned?
import sys


def give(thing):
    return thing


def pair(a, b):
    a, b = b, a
    return a, b


x, y = [1], [2]
print(sys.getrefcount(x), sys.getrefcount(y))
x, y = y, x
print(sys.getrefcount(x), sys.getrefcount(y))
give(x)
give(give(x))
pair(x, y)
print(sys.getrefcount(x), sys.getrefcount(y))
z = pair(x, y)
print(sys.getrefcount(x), sys.getrefcount(y))
