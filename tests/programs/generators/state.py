# What does a generator show of itself?
import inspect


def count(limit):
    number = 0
    while number < limit:
        number += 1
        yield number


running = count(2)
print(inspect.getgeneratorstate(running), running.__name__)
next(running)
print(inspect.getgeneratorstate(running), running.gi_frame.f_locals)
print(running.gi_frame.f_lineno - count.__code__.co_firstlineno)
list(running)
print(inspect.getgeneratorstate(running), running.gi_frame)
print(running.gi_code is count.__code__, iter(running) is running)
