# What do two underscores before a name do in a class?
class Base:
    def __init__(self):
        self.__secret = "base"

    def tell(self):
        return self.__secret


class Child(Base):
    def __init__(self):
        super().__init__()
        self.__secret = "child"

    def tell_own(self):
        return self.__secret


child = Child()
print(child.tell(), child.tell_own(), sorted(vars(child)))
print(hasattr(child, "__secret"), child._Base__secret)
print([name for name in vars(Base) if "tell" in name])
