# Who walks over the slots of an object?
import copy


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


point = Point(1, [2])
same = copy.copy(point)
deep = copy.deepcopy(point)
print(same.x, same.y is point.y, deep.y == point.y, deep.y is point.y)
print([getattr(point, name) for name in Point.__slots__])
print(point.__reduce_ex__(2)[2])
del point.x
print(hasattr(copy.copy(point), "x"))
