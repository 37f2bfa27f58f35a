# Attributes read and set, in an instance with a dict and in one with slots.
class Open:
    def __init__(self):
        self.x = 0
        self.y = 1


class Closed:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 0
        self.y = 1


def walk(point, count):
    for _ in range(count):
        point.x = point.y
        point.y = point.x + 1
    return point.x + point.y


print(walk(Open(), 400_000), walk(Closed(), 400_000))
