# In which order do a finalizer and the slots of an object end?
class Part:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("part", self.name)


class Whole:
    __slots__ = ("b", "a")

    def __init__(self):
        self.a, self.b = Part("a"), Part("b")

    def __del__(self):
        print("whole, still with", self.a.name, self.b.name)


whole = Whole()
del whole
print("end")
