# What does `copy.replace` change?
# since: 3.13
import collections
import copy

Point = collections.namedtuple("Point", "x y")
point = Point(1, [2])
moved = copy.replace(point, x=10)
print(moved, point, moved.y is point.y)


class Own:
    def __init__(self, size):
        self.size = size

    def __replace__(self, /, **changes):
        return Own(changes.get("size", self.size) * 2)


print(copy.replace(Own(1), size=5).size, copy.replace(Own(1)).size)
for run in (lambda: copy.replace(point, z=1), lambda: copy.replace([], x=1)):
    try:
        run()
    except (TypeError, ValueError) as error:
        print(error)
