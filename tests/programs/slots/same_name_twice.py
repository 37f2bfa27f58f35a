# What becomes of a slot that a base class has already?
class Base:
    __slots__ = ("a",)


class Child(Base):
    __slots__ = ("a", "b")


child = Child()
child.a = "child's"
print(child.a)
try:
    print(Base.a.__get__(child))
except AttributeError as error:
    print("the slot of Base is empty")
Base.a.__set__(child, "base's")
print(child.a, Base.a.__get__(child))
print(Child.__basicsize__ - Base.__basicsize__)
