# Does the collector come by itself when many rings are made?
import gc
import weakref


class Node:
    pass


gc.collect()
gc.set_threshold(100)
first = Node()
first.self = first
look = weakref.ref(first)
del first
print(look() is None)
kept = [[] for _ in range(5000)]
print(look() is None)
gc.disable()
second = Node()
second.self = second
look = weakref.ref(second)
del second
kept = [[] for _ in range(5000)]
print(look() is None)
