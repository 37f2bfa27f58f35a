# Which attributes do `vars` and `dir` know?
class Base:
    a = 1

    def method(self):
        pass


class Child(Base):
    b = 2

    def __init__(self):
        self.c = 3


child = Child()


def own(names):
    return [name for name in names if not name.startswith("__")]


print(own(vars(child)), own(vars(Child)), own(vars(Base)))
print(own(dir(child)), own(dir(Child)))
Child.__dir__ = lambda self: ["z", "y"]
print(dir(child))
print(type(vars(Child)).__name__)
