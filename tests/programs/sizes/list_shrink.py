# When does a list that loses its elements give memory back?
import sys

row = list(range(64))
last = sys.getsizeof(row)
print(len(row), last)
while row:
    row.pop()
    size = sys.getsizeof(row)
    if size != last:
        print(len(row), size)
        last = size
row.append(1)
print(len(row), sys.getsizeof(row))
row.clear()
print(len(row), sys.getsizeof(row))
