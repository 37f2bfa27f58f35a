# When is `__getattr__` asked, and when `__getattribute__`?
class Box:
    a = "class"

    def __init__(self):
        self.b = "instance"

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return "made up " + name


class Loud(Box):
    def __getattribute__(self, name):
        if not name.startswith("__"):
            print("asked for", name)
        return super().__getattribute__(name)


box = Box()
print(box.a, box.b, box.c)
loud = Loud()
print(loud.b, loud.c)
print(getattr(box, "_x", "default"), hasattr(box, "_y"))
