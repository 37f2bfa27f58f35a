# How many references does `sys.getrefcount` see to an object with one name?
import sys

row = []
print(sys.getrefcount(row))
same = row
print(sys.getrefcount(row))
box = [row, row, row]
print(sys.getrefcount(row))
box.pop()
print(sys.getrefcount(row))
del same, box
print(sys.getrefcount(row))
print(sys.getrefcount([]))
