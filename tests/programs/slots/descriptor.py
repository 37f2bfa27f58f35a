# What is a slot in its class?
class Point:
    __slots__ = ("x",)


slot = Point.__dict__["x"]
point = Point()
slot.__set__(point, 5)
print(point.x, slot.__get__(point), slot.__get__(None, Point) is slot)
print(repr(slot), slot.__name__, slot.__objclass__.__name__)
try:
    slot.__get__(7)
except TypeError as error:
    print(error)
slot.__delete__(point)
print(hasattr(point, "x"))
