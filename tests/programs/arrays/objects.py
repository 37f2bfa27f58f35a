# How do arrays behave as objects?
import copy
import gc
import sys
import weakref
from array import ArrayType, array

a = array("i", [1, 2])
walk = iter(a)
print(ArrayType is array, next(walk), sys.getsizeof(walk), gc.is_tracked(walk), sys.getrefcount(a))
print(gc.is_tracked(a), copy.copy(a) == a, copy.copy(a) is a, copy.deepcopy([a])[0] is a)
print(list(walk), sys.getrefcount(a))
reference = weakref.ref(a)
del a, walk
print(reference())


class Named(array):
    pass


named = Named("i", [1, 2])
named.name = "two"
print(named, named.name, type(named[:1]), type(named + named), sys.getsizeof(named) - sys.getsizeof(Named("i")))
held = object()
try:
    array("i", [1, held])
except TypeError as error:
    print(error)
print(sys.getrefcount(held))
