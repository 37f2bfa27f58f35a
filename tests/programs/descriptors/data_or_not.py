# Which wins: the instance's dictionary or the descriptor in the class?
class Data:
    def __get__(self, instance, owner):
        return "data descriptor"

    def __set__(self, instance, value):
        print("set", value)


class NonData:
    def __get__(self, instance, owner):
        return "non-data descriptor"


class Box:
    a = Data()
    b = NonData()
    c = "plain"


box = Box()
print(box.a, box.b, box.c)
vars(box).update(a="own a", b="own b", c="own c")
print(box.a, box.b, box.c)
box.a = 5
box.b = 6
print(vars(box))
