# How much room does an array have while it grows and shrinks?
import sys
from array import array

print([sys.getsizeof(array(code)) - sys.getsizeof(array("i")) for code in "bBhHiIlLqQfd"], array("i").itemsize)
print(sys.getsizeof(array("i")), sys.getsizeof(array("i", [1])), sys.getsizeof(array("d", (1, 2))))
print(sys.getsizeof(array("i", iter([1]))), sys.getsizeof(array("b", b"abc")), sys.getsizeof(array("i", [1]) * 5))
grows = array("i")
sizes = []
for number in range(60):
    grows.append(number)
    sizes.append(sys.getsizeof(grows) - sys.getsizeof(array("i")))
print(sizes)
sizes = []
while grows:
    grows.pop()
    sizes.append(sys.getsizeof(grows) - sys.getsizeof(array("i")))
print(set(sizes))
cut = array("i", range(100))
for left in (60, 40, 39, 20, 3, 0):
    del cut[left:]
    print(left, sys.getsizeof(cut) - sys.getsizeof(array("i")))
many = array("d")
for number in range(5):
    many.extend([0.0] * 10)
    print(sys.getsizeof(many) - sys.getsizeof(array("d")), end=" ")
print()
address, count = many.buffer_info()
print(count, many.buffer_info()[0] == address)
