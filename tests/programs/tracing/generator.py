# What is a tracer told of a generator that yields, is sent to, thrown into and closed?
import sys


def tell(frame, event, arg):
    if event != "line":
        kind = arg[0].__name__ if event == "exception" else arg
        print(frame.f_code.co_name, event, kind)
    return tell


def numbers():
    got = yield 1
    yield got
    return 3


def outer():
    result = yield from numbers()
    yield result


def thrown():
    try:
        yield 1
    except KeyError:
        yield 2


sys.settrace(tell)
g = outer()
next(g)
g.send(5)
next(g)
h = thrown()
next(h)
h.throw(KeyError)
del h
sys.settrace(None)
print("end")
