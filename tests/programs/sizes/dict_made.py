# Does the size of a dictionary depend on how it was made?
import sys

print(sys.getsizeof({}), sys.getsizeof(dict()))
print(sys.getsizeof({1: 1}), sys.getsizeof(dict([(1, 1)])))
print(sys.getsizeof({n: n for n in range(10)}))
print(sys.getsizeof(dict.fromkeys(range(10))))
table = {n: n for n in range(10)}
print(sys.getsizeof(table.copy()), sys.getsizeof(dict(table)))
print(sys.getsizeof({**table}), sys.getsizeof(dict(table, **{})))
