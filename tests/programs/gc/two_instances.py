# How many objects does the collector find in a ring of two instances?
import gc


class Node:
    pass


gc.collect()
gc.disable()
a, b = Node(), Node()
a.other, b.other = b, a
del a, b
print(gc.collect())
a = Node()
a.self = a
del a
print(gc.collect(), gc.collect())
row = []
row.append(row)
del row
print(gc.collect())
