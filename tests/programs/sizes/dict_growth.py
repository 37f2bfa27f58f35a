# At which numbers of keys does a dictionary take more memory?
import sys

table = {}
last = sys.getsizeof(table)
print(0, last)
for number in range(1, 200):
    table[number] = None
    size = sys.getsizeof(table)
    if size != last:
        print(number, size)
        last = size
