# Which finalizers of a class and its bases run?
class Base:
    def __del__(self):
        print("base")


class Child(Base):
    def __del__(self):
        print("child")
        super().__del__()


class Quiet(Base):
    def __del__(self):
        print("quiet")


class Plain(Base):
    pass


for kind in (Child, Quiet, Plain):
    thing = kind()
    del thing
    print("-")
