# What does a function hold, and in which order is it visited?
import gc


def outer(free):
    def inner(a, b=[1], *, c={}) -> int:
        """Text."""
        return free, a, b, c

    inner.mark = 1
    return inner


def plain():
    pass


def names(function):
    known = {
        id(function.__code__): "code",
        id(function.__globals__): "globals",
        id(vars(__builtins__)): "builtins",
        id(function.__defaults__): "defaults",
        id(function.__kwdefaults__): "kwdefaults",
        id(function.__dict__): "dict",
        id(function.__closure__): "closure",
    }
    known[id(None)] = "None"
    return [
        known.get(id(held), held if isinstance(held, str) else type(held).__name__)
        for held in gc.get_referents(function)
    ]


function = outer([])
function.__annotations__
print([name for name in names(function) if name not in ("function", "dict", "tuple")])
print([name for name in names(plain) if name not in ("function", "dict")])
