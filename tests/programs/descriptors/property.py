# What does a property allow, and what does it say otherwise?
class Box:
    def __init__(self):
        self._size = 1

    @property
    def size(self):
        """How big it is."""
        return self._size

    @size.setter
    def size(self, value):
        self._size = value

    @property
    def fixed(self):
        return 10


box = Box()
box.size = 5
print(box.size, Box.size.__doc__, vars(box))
for use in (lambda: setattr(box, "fixed", 1), lambda: delattr(box, "size")):
    try:
        use()
    except AttributeError as error:
        print(error)
print(type(Box.size).__name__, Box.fixed.fset)
