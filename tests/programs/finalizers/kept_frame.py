# In which order does a frame that outlived its call let go of its locals?
import gc
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def fails():
    first = Told("first")
    second = Told("second")
    1 / 0


try:
    fails()
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_next.tb_frame
del frame


def circle():
    first = Told("first in a circle")
    second = Told("second in a circle")
    frame = sys._getframe()


circle()
print("found:", gc.collect() > 0)


def steps():
    first = Told("first of a generator")
    second = Told("second of a generator")
    yield first


walk = steps()
next(walk)
del walk
