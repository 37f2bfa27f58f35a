# Does a dictionary get smaller when its keys are deleted?
import sys

table = {n: n for n in range(50)}
full = sys.getsizeof(table)
for n in range(49):
    del table[n]
print(full, sys.getsizeof(table), len(table))
copied = dict(table)
print(sys.getsizeof(copied) < full)
table.clear()
print(sys.getsizeof(table))
table[1] = 1
print(sys.getsizeof(table))
