# When does a `WeakValueDictionary` forget?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name


shelf = weakref.WeakValueDictionary()
a, b = Cup("a"), Cup("b")
shelf["a"] = a
shelf["b"] = b
shelf["c"] = Cup("c")
print(sorted(shelf), len(shelf))
del a
print(sorted(shelf), "a" in shelf, shelf.get("a"))
print(shelf.pop("b").name, len(shelf))
try:
    shelf["b"]
except KeyError as error:
    print("KeyError", error)
shelf.setdefault("d", b)
print(shelf["d"] is b)
