# Which copies of immutable objects give back the object itself?
t = (1, [2])
s = "text"
f = frozenset([1])
b = b"bytes"
print(tuple(t) is t, t[:] is t, t + () is t, t * 1 is t)
print(str(s) is s, s[:] is s, s + "" is s, s * 1 is s)
print(frozenset(f) is f, f.copy() is f, f | frozenset() is f)
print(bytes(b) is b, b[:] is b)
big = 10**30
half = 1.5
print(int(big) is big, float(half) is half, float("1.5") is half)
row = [1]
print(list(row) is row, row[:] is row, row * 1 is row)
