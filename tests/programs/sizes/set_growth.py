# At which numbers of elements does a set take more memory?
import sys

group = set()
last = sys.getsizeof(group)
print(0, last)
for number in range(1, 200):
    group.add(number)
    size = sys.getsizeof(group)
    if size != last:
        print(number, size)
        last = size
print(sys.getsizeof(frozenset()), sys.getsizeof(frozenset(range(5))))
for number in range(200):
    group.discard(number)
print(sys.getsizeof(group), sys.getsizeof(set(group)))
