# What does `del` do to an attribute, and what is said when there is none?
class Box:
    shared = "class"

    def __init__(self):
        self.shared = "instance"
        self.own = 1


box = Box()
del box.shared
print(box.shared)
for name in ("shared", "own", "own"):
    try:
        delattr(box, name)
        print("deleted", name)
    except AttributeError as error:
        print(type(error).__name__, error)
del Box.shared
print(hasattr(box, "shared"))
