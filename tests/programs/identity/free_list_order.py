# In which order are the places of dead lists used again?
a, b, c = [1], [2], [3]
places = {id(a): "a", id(b): "b", id(c): "c"}
del a
del b
del c
x = [4]
y = [5]
z = [6]
for row in (x, y, z):
    print(places.get(id(row), "elsewhere"))
