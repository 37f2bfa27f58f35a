# What does a function carry with it?
def area(width, height=2, *rest, unit="cm", **more) -> str:
    """Computes."""
    return f"{width * height} {unit}"


area.calls = 0
print(area.__name__, area.__doc__, area.__defaults__, area.__kwdefaults__)
print(area.__code__.co_argcount, area.__code__.co_kwonlyargcount, vars(area))
area.__defaults__ = (10,)
area.__kwdefaults__["unit"] = "m"
print(area(3))
area.__code__ = (lambda width, height: "replaced").__code__
print(area(1))
try:
    area.__defaults__ = 5
except TypeError as error:
    print(error)
