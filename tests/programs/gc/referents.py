# To which objects does an object refer, as the collector sees it?
import gc


class Plain:
    pass


a, b = [1], [2]
print(len(gc.get_referents([a, b])), gc.get_referents([a, b])[-1] is a)
print([type(x).__name__ for x in gc.get_referents((a, "text", 5))])
print(gc.get_referents(5, "text", None))
thing = Plain()
thing.part = a
found = gc.get_referents(thing)
print(any(x is a for x in found) or any(x == {"part": a} for x in found))
print(any(x is Plain for x in found))
