# What does each call add to the count of its argument?
import sys


def one(thing):
    return sys.getrefcount(thing)


def two(thing):
    return one(thing)


def three(thing):
    return two(thing)


def start():
    thing = []
    return sys.getrefcount(thing), one(thing), two(thing), three(thing)


print(start())
