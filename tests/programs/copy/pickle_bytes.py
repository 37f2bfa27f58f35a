# What are the bytes of a pickle, by protocol?
import pickle

class Cup:
    pass

class Slotted:
    __slots__ = ("drink", "size")

cup, slotted = Cup(), Slotted()
cup.drink = slotted.drink = "tea"
shelf = [cup, cup]
for thing in None, True, 255, -1, 2**70, 1.5, "tea\n", b"tea", bytearray(b"t"), (), (1, 2, 3, 4), {"a": [1]}, {1}, shelf, slotted, Cup, len:
    for protocol in range(6):
        try:
            print(protocol, pickle.dumps(thing, protocol))
        except TypeError as error:
            print(protocol, error)
