# Does an object keep its `id` while it changes?
row = []
number = id(row)
for item in range(1000):
    row.append(item)
print(id(row) == number)
row.clear()
print(id(row) == number)
row = row + []
print(id(row) == number)


class Box:
    pass


box = Box()
number = id(box)
box.a = 1
box.__class__ = type("Other", (Box,), {})
print(id(box) == number, type(box).__name__)
