# What does a subclass without `__slots__` bring back?
class Point:
    __slots__ = ("x",)


class Named(Point):
    pass


class Still(Point):
    __slots__ = ("y",)


named, still = Named(), Still()
named.x, named.colour = 1, "red"
print(vars(named), named.x)
still.x, still.y = 1, 2
print(hasattr(still, "__dict__"), still.x + still.y)
try:
    still.colour = "red"
except AttributeError as error:
    print(error)
