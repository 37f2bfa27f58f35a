# Does `insert` grow a list in the same steps as `append`?
import sys


def steps(grow):
    row, seen = [], []
    for number in range(40):
        grow(row, number)
        size = sys.getsizeof(row)
        if size not in seen:
            seen.append(size)
    return seen


front = steps(lambda row, number: row.insert(0, number))
back = steps(lambda row, number: row.append(number))
print(front)
print(front == back)
