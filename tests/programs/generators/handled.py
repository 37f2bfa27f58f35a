# Whose exception is handled in a generator that is resumed from somewhere else?
import sys


def steps():
    try:
        raise ValueError("inside")
    except ValueError as error:
        print(repr(error.__context__))
        yield sys.exc_info()[0]
    print(sys.exc_info()[0])
    try:
        raise KeyError("later")
    except KeyError as error:
        print(repr(error.__context__))
    yield sys.exc_info()[0]


def begin():
    try:
        raise OSError("outside")
    except OSError:
        running = steps()
        print(next(running))
        return running


running = begin()
print(next(running))
try:
    1 / 0
except ZeroDivisionError as error:
    before = sys.getrefcount(error)
    other = steps()
    next(other)
    print(sys.getrefcount(error) - before)
    print(next(other))
