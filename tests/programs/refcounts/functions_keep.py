# What do functions hold references to?
import sys

thing = [1]
print(sys.getrefcount(thing))


def default(value=thing):
    return value


print(sys.getrefcount(thing))


def outer(value):
    def inner():
        return value
    return inner


inner = outer(thing)
print(sys.getrefcount(thing))
method = thing.append
print(sys.getrefcount(thing))
del default, inner, method
print(sys.getrefcount(thing))
