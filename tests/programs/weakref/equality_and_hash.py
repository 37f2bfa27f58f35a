# How are weak references compared, before and after death?
import weakref


class Cup:
    def __init__(self, size):
        self.size = size

    def __eq__(self, other):
        return self.size == other.size

    def __hash__(self):
        return self.size


a, b = Cup(3), Cup(3)
x, y = weakref.ref(a), weakref.ref(b)
print(x == y, hash(x) == hash(a))
del a
print(x == y, x == x, hash(x))
del b
print(x == y)
try:
    hash(y)
except TypeError as error:
    print(error)
