# What does each element of a tuple add to its size?
import sys

empty = sys.getsizeof(())
print(empty)
for length in (1, 2, 3, 10, 100):
    print(length, sys.getsizeof((None,) * length) - empty)
print(sys.getsizeof(tuple([1, 2, 3])) == sys.getsizeof((1, 2, 3)))
print(sys.getsizeof((1, (2, 3))) == sys.getsizeof((1, 2)))
