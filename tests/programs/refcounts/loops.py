# Which references does a `for` loop hold while it runs?
import sys

row = [[1], [2]]
thing = row[0]
print(sys.getrefcount(row), sys.getrefcount(thing))
for item in row:
    if item is thing:
        print(sys.getrefcount(row), sys.getrefcount(thing))
print(sys.getrefcount(row), sys.getrefcount(thing))
del item
print(sys.getrefcount(row), sys.getrefcount(thing))
for item in (thing, thing):
    print(sys.getrefcount(thing))
