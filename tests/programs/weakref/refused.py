# Which objects can't be looked at weakly?
import weakref


class Slotted:
    __slots__ = ()


class Allowed:
    __slots__ = ("__weakref__",)


class Row(list):
    pass


class Number(int):
    pass


class Pair(tuple):
    pass


for thing in (Slotted(), Allowed(), [], Row(), 5, Number(5), (), Pair(),
              "a", {}, {1}, frozenset(), len, Row, None, lambda: 1):
    try:
        weakref.ref(thing)
        print(type(thing).__name__, "yes")
    except TypeError as error:
        print(error)
