# What does a weak reference give before and after its object dies?
import sys
import weakref


class Cup:
    pass


cup = Cup()
look = weakref.ref(cup)
print(look() is cup, sys.getrefcount(cup))
other = look()
print(sys.getrefcount(cup))
del other, cup
print(look())
print(look() is None, type(look).__name__)
