# What are the items of an array, and how are they reached and changed?
from array import array

a = array("i", range(10))
print(a, len(a), a[2:5], a[::-2], a[-1], 3 in a, 99 in a, a.index(4), a.count(3), a.tolist()[-1])
a[1:3] = array("i", [7, 8, 9])
a[::5] = array("i", [0, 0, 0])
print(a)
del a[1:4]
del a[::2]
del a[0]
a[0] = -5
a.insert(0, 1)
a.insert(-1, 2)
a.insert(99, 3)
print(a)
a.reverse()
a.remove(2)
print(a, a.pop(), a.pop(0), a)
a.extend([1, 2])
a.extend(array("i", [3]))
a += array("i", [4])
a *= 2
print(a, a * 2, 2 * a == a * 2, a + a)
b = array("B")
b.frombytes(b"abc")
b.fromlist([1, 2])
c = array("H", [1, 256])
c.byteswap()
print(b, c, a.tobytes()[:8], array("h", b"\1\0\2\0"), bytes(array("b", [1, 2])), array("f", [0.1]))
print(array("Q", [2**64 - 1]), array("q", [-2**63]), array("I", [2**32 - 1]), array("b", [-128, 127]), array("d", [1]))
print(array("i", [1, 2]) < array("i", [1, 3]), array("i", [1]) == array("d", [1.0]), array("i") == [])
walked = array("i", [1, 2])
for item in walked:
    if item == 1:
        walked.append(9)
print(walked, walked.typecode, walked.itemsize)
