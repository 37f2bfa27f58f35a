# What do `__new__` and `__init__` do, and when is `__init__` left out?
class Box:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls)

    def __init__(self, size):
        print("init", size)


class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


box = Box(3)
print(Other())
for run in (lambda: object(1), lambda: Box(), lambda: object.__new__(5),
            lambda: object.__new__(int)):
    try:
        run()
    except TypeError as error:
        print(error)
