# Between which classes can an object with slots move?
class A:
    __slots__ = ("x",)


class B:
    __slots__ = ("x",)


class C:
    __slots__ = ("x", "y")


class D:
    pass


thing = A()
thing.x = 1
for kind in (B, C, D, A):
    try:
        thing.__class__ = kind
        print(type(thing).__name__, thing.x)
    except TypeError as error:
        print(error)
