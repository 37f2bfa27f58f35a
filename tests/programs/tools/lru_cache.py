# What does `lru_cache` keep, and what does it forget?
from functools import lru_cache


@lru_cache(maxsize=2)
def square(n):
    print("computing", n)
    return n * n


print(square(1), square(2), square(1))
print(square(3), square(2))
print(square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(5))
try:
    square([])
except TypeError as error:
    print(error)
