"""Containers beyond the built-in ones."""
import sys

import _collections_abc
from _collections import OrderedDict, defaultdict, deque
from collections._chained import ChainMap
from collections._counter import Counter
from collections._named import namedtuple
from collections._wrappers import UserDict, UserList, UserString

__all__ = ["deque", "defaultdict", "OrderedDict", "Counter", "ChainMap", "namedtuple"]
__all__ += [wrapper.__name__ for wrapper in (UserDict, UserList, UserString)]

_collections_abc.MutableSequence.register(deque)

if sys.version_info < (3, 10):
    def __getattr__(name):
        # To 3.9 the abstract classes could be asked for here.
        if name not in _collections_abc.__all__:
            raise AttributeError("module {!r} has no attribute {!r}".format(__name__, name))
        found = globals()[name] = getattr(_collections_abc, name)
        return found
