# In which order do the finalizers of a ring run?
import gc

gc.collect()
gc.disable()


class Node:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("finalizer", self.name, "next is", self.next.name)


nodes = [Node(letter) for letter in "abc"]
for node, following in zip(nodes, nodes[1:] + nodes[:1]):
    node.next = following
del node, following, nodes
print(gc.collect() > 0)
print("done")
