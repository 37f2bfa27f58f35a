# Which loads of locals are counted while a call lasts?
import sys


def count(thing):
    return sys.getrefcount(thing)


def pair(one, two):
    return sys.getrefcount(one), sys.getrefcount(two)


def chosen(a, b):
    return count(a if a else b), count(b if b else a)


def stored_and_loaded(a):
    return [count(x) for x in a], [x.count(1) for x in a]


def replaced(a):
    return pair(a, (a := [a])[0])


def waits(a):
    return pair(a, 1 if a else 2)


def looped(a):
    for item in a:
        pass
    return count(item), count(a)


print(chosen([], [1]), chosen([1], []))
print(stored_and_loaded([[1], [2]]))
print(replaced([]))
print(waits([])[0], waits([1])[0])
print(looped([[], []]))
