# Which objects does `gc.get_objects` list?
import gc


class Node:
    pass


node = Node()
row = [node]
number = 12345
listed = gc.get_objects()
print(any(x is node for x in listed), any(x is row for x in listed))
print(any(x is number for x in listed), any(x is Node for x in listed))
print(any(x is listed for x in listed))
del listed
print(any(x is row for x in gc.get_objects(generation=0)))
gc.collect()
print(any(x is row for x in gc.get_objects(generation=0)))
print(any(x is row for x in gc.get_objects(generation=2)))
