# What is said when calls go too deep, and does the program go on?
import sys

sys.setrecursionlimit(200)


def down(depth):
    return down(depth + 1)


def mutual(depth):
    return other(depth)


def other(depth):
    return mutual(depth + 1)


for run in (down, mutual):
    try:
        run(0)
    except RecursionError as error:
        print(type(error).__mro__[1].__name__, error)
print("goes on")
