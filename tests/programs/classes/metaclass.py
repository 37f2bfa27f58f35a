# What does a metaclass see of a class that is being made?
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **options):
        print("prepare", name, options)
        return {"given": 1}

    def __new__(mcs, name, bases, space, **options):
        print("new", name, [key for key in space if not key.startswith("__")])
        return super().__new__(mcs, name, bases, space)

    def __init__(cls, name, bases, space, **options):
        print("init", cls.__name__)
        super().__init__(name, bases, space)

    def __call__(cls, *args):
        print("call", args)
        return super().__call__()


class Box(metaclass=Meta, option=3):
    own = 2


print(type(Box()).__name__, Box.given, type(Box).__name__)
