# What do `__weakref__` and `__dict__` in the list of slots give back?
import weakref


class Seen:
    __slots__ = ("a", "__weakref__")


class Open:
    __slots__ = ("a", "__dict__")


seen, opened = Seen(), Open()
print(weakref.ref(seen)() is seen)
opened.b = 1
print(vars(opened))
try:
    weakref.ref(opened)
except TypeError as error:
    print(error)
try:
    seen.b = 1
except AttributeError as error:
    print(error)
