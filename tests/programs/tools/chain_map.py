# Which dictionary does a `ChainMap` read and write?
from collections import ChainMap

defaults = {"colour": "red", "size": 1}
own = {"size": 5}
both = ChainMap(own, defaults)
print(both["colour"], both["size"], sorted(both), len(both))
both["colour"] = "blue"
print(own, defaults)
del both["size"]
print(both["size"], both.maps[1] is defaults)
child = both.new_child({"size": 9})
print(child["size"], child.parents["size"])
try:
    del both["size"]
except KeyError as error:
    print(error)
