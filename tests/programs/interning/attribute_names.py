# Are the names of attributes shared strings?
def same(a, b):
    return a is b


class Box:
    pass


box = Box()
name = "".join(["col", "our"])
setattr(box, name, "red")
key = list(vars(box))[0]
print(key == name, key is name)
print(same(key, "colour"))
other = Box()
other.colour = "blue"
print(list(vars(other))[0] is key)
vars(other)["".join(["si", "ze"])] = 1
print(same(list(vars(other))[1], "size"))
