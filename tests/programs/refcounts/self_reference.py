# What is the count of an object that holds itself?
import gc
import sys

gc.disable()
row = []
row.append(row)
print(sys.getrefcount(row))
table = {}
table["self"] = table
print(sys.getrefcount(table))
print(row[0][0][0] is row, table["self"]["self"] is table)
print(row, table)
row.pop()
del table["self"]
print(sys.getrefcount(row), sys.getrefcount(table))
