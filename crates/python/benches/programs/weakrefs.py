# Weak references, and a cache that forgets.
import weakref


class Item:
    pass


cache = weakref.WeakValueDictionary()
kept = []
for number in range(30_000):
    item = Item()
    cache[number] = item
    if number % 3 == 0:
        kept.append(item)
found = sum(1 for number in range(30_000) if cache.get(number) is not None)
references = [weakref.ref(item) for item in kept]
alive = sum(reference() is not None for reference in references)
print(len(cache), found, alive)
