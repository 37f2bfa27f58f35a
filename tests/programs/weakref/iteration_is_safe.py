# What does a weak dictionary show of objects that die during the walk?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name


cups = {name: Cup(name) for name in "abcd"}
shelf = weakref.WeakValueDictionary(cups)
seen = []
for name in shelf:
    seen.append(name)
    cups.pop("c", None)
print(seen)
print(sorted(shelf))
pairs = [(name, cup.name) for name, cup in sorted(shelf.items())]
print(pairs)
