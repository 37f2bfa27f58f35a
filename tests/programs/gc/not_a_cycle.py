# Which dead structures need no collector?
import gc
import weakref


class Node:
    pass


gc.collect()
gc.disable()
top = Node()
top.child = Node()
top.child.child = Node()
looks = [weakref.ref(node) for node in (top, top.child, top.child.child)]
del top
print([look() for look in looks])
top = Node()
top.child = Node()
top.child.parent = weakref.ref(top)
look = weakref.ref(top)
del top
print(look(), gc.collect())
