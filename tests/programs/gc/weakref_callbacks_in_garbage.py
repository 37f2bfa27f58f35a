# Which weak references in and to garbage call back?
import gc
import weakref


class Node:
    pass


gc.collect()
gc.disable()
node = Node()
node.self = node
node.inside = weakref.ref(node, lambda reference: print("inside"))
outside = weakref.ref(node, lambda reference: print("outside", reference()))
del node
gc.collect()
print(outside())
