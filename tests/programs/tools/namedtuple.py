# What is a named tuple besides a tuple?
import sys
from collections import namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
point = Point(3)
print(point, point.x, point[1], point == (3, 0), Point._fields)
x, y = point
print(x, y, point._replace(y=9), point._asdict(), Point._make([7, 8]))
print(hasattr(point, "__dict__"), sys.getsizeof(point) == sys.getsizeof((3, 0)))
for run in (lambda: setattr(point, "x", 1), lambda: Point(), lambda: Point(1, 2, 3),
            lambda: namedtuple("Bad", "a a"), lambda: namedtuple("Bad", "class"),
            lambda: namedtuple("Bad", "_a"), lambda: point._replace(z=1)):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
