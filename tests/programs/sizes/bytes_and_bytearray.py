# How do the sizes of `bytes` and `bytearray` grow?
import sys

print([sys.getsizeof(b"x" * n) for n in (0, 1, 10, 100)])
print([sys.getsizeof(bytearray(n)) for n in (0, 1, 10, 100)])
data = bytearray()
sizes = []
for number in range(100):
    data.append(1)
    if not sizes or sizes[-1] != sys.getsizeof(data):
        sizes.append(sys.getsizeof(data))
print(sizes)
