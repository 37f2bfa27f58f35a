# Which names get which values when an assignment has several targets?
a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
(x, (y, z)), w = (1, (2, 3)), 4
print(x, y, z, w)
*front, end = "abc"
print(front, end)
p = q = []
p.append(1)
print(q, p is q)
