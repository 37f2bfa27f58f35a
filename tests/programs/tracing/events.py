# What is a tracer told of a call, its lines, an exception and its end?
import sys


def tell(frame, event, arg):
    line = frame.f_lineno - frame.f_code.co_firstlineno
    if event == "exception":
        arg = arg[0].__name__, str(arg[1]), type(arg[2]).__name__
    print(frame.f_code.co_name, event, line, arg)
    return tell


def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        total = 0
        for step in (1, 2):
            total += step
        return total


def fails():
    x = [1]
    return x[5]


sys.settrace(tell)
divide(6, 3)
divide(1, 0)
try:
    fails()
except IndexError:
    pass
sys.settrace(None)
print(sys.gettrace())
