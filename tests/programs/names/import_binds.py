# Which names does an import statement bind?
before = set(globals())
import collections.abc
import itertools as tools
from functools import partial, reduce as fold
after = set(globals()) - before - {"before"}
print(sorted(after))
print(collections.abc.__name__)
print(tools.__name__, partial.__name__, fold.__name__)
import itertools
print(itertools is tools)
