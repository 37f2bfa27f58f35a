# Does a cache keep its arguments alive?
import functools
import weakref


class Cup:
    pass


@functools.lru_cache(maxsize=1)
def name(cup):
    return "a cup"


cup = Cup()
look = weakref.ref(cup)
name(cup)
del cup
print(look() is None)
name(5)
print(look() is None)
cup = Cup()
look = weakref.ref(cup)
name(cup)
del cup
name.cache_clear()
print(look() is None)
