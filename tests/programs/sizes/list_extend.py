# How much room does a list make when it is extended by several at once?
import sys

for count in (1, 2, 3, 5, 8, 13, 21, 100):
    row = []
    row.extend([None] * count)
    grown = [None] * 3
    grown += [None] * count
    print(count, sys.getsizeof(row), sys.getsizeof(grown))
row = []
row.extend(iter([None] * 10))
print(sys.getsizeof(row))
