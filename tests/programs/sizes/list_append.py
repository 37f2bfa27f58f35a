# At which lengths does a list that grows by `append` take more memory?
import sys

row = []
last = sys.getsizeof(row)
print(0, last)
for number in range(1, 101):
    row.append(None)
    size = sys.getsizeof(row)
    if size != last:
        print(number, size)
        last = size
