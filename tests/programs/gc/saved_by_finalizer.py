# What happens to a ring that its finalizer saves?
import gc

gc.collect()
gc.disable()
saved = []


class Node:
    def __del__(self):
        print("finalizer")
        saved.append(self)


node = Node()
node.self = node
del node
print(gc.collect(), len(saved))
saved.clear()
print(gc.collect() > 0, len(saved))
print(gc.collect())
