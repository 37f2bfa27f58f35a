# Is the load of a local that may be unbound counted?
import sys


def count(thing):
    return sys.getrefcount(thing)


def perhaps_unbound(a):
    if a is not None:
        b = a
    return count(b)


def bound_in_handler():
    try:
        raise ValueError
    except ValueError as error:
        b = [error]
    return count(b)


def deleted(a):
    b = a
    if not a:
        del b
        b = a
    return count(b)


print(perhaps_unbound([]))
print(bound_in_handler())
print(deleted([]), deleted([1]))
