# Is a local counted like a global?
import sys


def count():
    row = []
    first = sys.getrefcount(row)
    same = row
    second = sys.getrefcount(row)
    del same
    return first, second, sys.getrefcount(row)


print(count())
row = []
print(sys.getrefcount(row))
