# Is a callback called when the weak reference dies first?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name


cup = Cup("a")
look = weakref.ref(cup, lambda reference: print("called"))
del look
print(weakref.getweakrefcount(cup))
del cup
print("nobody was told")
cup = Cup("b")
kept = [weakref.ref(cup, lambda reference: print("kept and called"))]
del cup
print(len(kept))
