# What does `gc.freeze` keep from the collector?
import gc
import weakref


class Node:
    pass


gc.collect()
gc.disable()
node = Node()
node.self = node
look = weakref.ref(node)
gc.freeze()
print(gc.get_freeze_count() > 0)
del node
gc.collect()
print(look() is None)
gc.unfreeze()
print(gc.get_freeze_count())
gc.collect()
print(look() is None)
