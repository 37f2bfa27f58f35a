# What does a partial hold, and how do its arguments join others?
import functools
import sys


def show(*args, **kwargs):
    return args, kwargs


item = []
before = sys.getrefcount(item)
half = functools.partial(show, 1, item, key="k")
print(sys.getrefcount(item) - before)
print(half(2), half(key="other", more=3))
print(half.func is show, half.args, half.keywords)
whole = functools.partial(half, 9)
print(whole.func is show, whole.args)
try:
    functools.partial(5)
except TypeError as error:
    print(error)
