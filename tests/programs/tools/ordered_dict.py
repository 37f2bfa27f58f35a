# Where does an `OrderedDict` differ from a dictionary?
import sys
from collections import OrderedDict

a = OrderedDict([("x", 1), ("y", 2)])
b = OrderedDict([("y", 2), ("x", 1)])
print(a == b, dict(a) == dict(b), a == dict(b))
a.move_to_end("x")
print(a == b, list(a), a.popitem(last=False), a)
a["z"] = 3
a.move_to_end("z", last=False)
print(list(a), list(reversed(a)))
print(sys.getsizeof(OrderedDict()) > sys.getsizeof({}))
for run in (lambda: a.move_to_end("q"), lambda: OrderedDict().popitem()):
    try:
        run()
    except KeyError as error:
        print(error)
