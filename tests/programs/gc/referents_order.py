# What does `gc.get_referents` name of instances, and in which order?
import gc


class Plain:
    pass


class Many(list):
    pass


class Slotted:
    __slots__ = ("x", "y", "__dict__")


def names(thing):
    return [type(held).__name__ for held in gc.get_referents(thing)]


plain = Plain()
plain.p = [1]
plain.q = 1.5
print(names(plain))
many = Many([1, "x"])
print(names(many))
slotted = Slotted()
slotted.y, slotted.x, slotted.z = 1, "k", []
print(names(slotted))
mixed = {"a": 1.5, 3: "x"}
print(names(mixed))
