# Can a weak reference carry more than its object?
import weakref


class Named(weakref.ref):
    __slots__ = ("name",)

    def __new__(cls, thing, name, callback=None):
        return super().__new__(cls, thing, callback)

    def __init__(self, thing, name, callback=None):
        super().__init__(thing, callback)
        self.name = name


class Cup:
    pass


cup = Cup()
a = Named(cup, "a", lambda reference: print("gone:", reference.name))
b = Named(cup, "b")
print(a is b, a == b, weakref.getweakrefcount(cup))
print(a.name, b.name, a() is cup)
del cup
print(a(), b())
