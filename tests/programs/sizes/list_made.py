# Does the size of a list depend on how it was made?
import sys

print(sys.getsizeof([]), sys.getsizeof([None]), sys.getsizeof([None, None]))
print(sys.getsizeof([None] * 5))
print(sys.getsizeof([x for x in range(5)]))
print(sys.getsizeof(list(range(5))))
print(sys.getsizeof(list(x for x in range(5))))
print(sys.getsizeof([*range(5)]))
row = [1, 2, 3, 4, 5]
print(sys.getsizeof(row), sys.getsizeof(row[:]), sys.getsizeof(row + row))
