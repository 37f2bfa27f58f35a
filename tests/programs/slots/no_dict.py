# What does an instance with slots have, and what has it not?
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


point = Point(1, 2)
print(point.x, point.y, hasattr(point, "__dict__"))
for use in (lambda: setattr(point, "z", 3), lambda: point.z, lambda: vars(point)):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
print(Point.__slots__, type(Point.x).__name__)
