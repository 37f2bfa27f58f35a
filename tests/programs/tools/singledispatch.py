# Which function does `singledispatch` choose for a type?
from functools import singledispatch


@singledispatch
def show(value):
    return "something"


@show.register(int)
def _(value):
    return "int"


@show.register
def _(value: list):
    return "list"


class Row(list):
    pass


print(show(5), show(True), show("a"), show([]), show(Row()), show(None))
print(show.dispatch(bool).__name__, sorted(k.__name__ for k in show.registry))
try:
    show()
except TypeError as error:
    print(error)
