# Which objects does the collector look at?
import gc


class Plain:
    pass


class Slotted:
    __slots__ = "a"


for name, thing in [
    ("int", 5), ("str", "a"), ("float", 1.5), ("None", None), ("list", []),
    ("dict", {}), ("dict of list", {1: []}), ("empty tuple", ()),
    ("set", set()), ("function", lambda: 1), ("class", Plain),
    ("instance", Plain()), ("slotted", Slotted()), ("bytes", b"a"),
    ("range", range(3)), ("method", [].append), ("iterator", iter([])),
]:
    print(name, gc.is_tracked(thing))
