# Which forms may the list of slots have?
class One:
    __slots__ = "whole"


class Documented:
    __slots__ = {"x": "the first", "y": "the second"}


class Lazy:
    __slots__ = (name for name in ("p", "q"))


one = One()
one.whole = 1
print(one.whole, Documented.__slots__)
documented, lazy = Documented(), Lazy()
documented.y, lazy.q = 2, 3
print(documented.y, lazy.q, list(Lazy.__slots__))
one.__slots__ if False else None
print([name for name in vars(Documented) if not name.startswith("__")])
