# How often does a cached property compute?
from functools import cached_property


class Box:
    def __init__(self, side):
        self.side = side

    @cached_property
    def area(self):
        print("computing")
        return self.side ** 2


box = Box(3)
print(box.area, box.area, vars(box))
box.side = 4
print(box.area)
del box.area
print(box.area)
box.area = 5
print(box.area)
