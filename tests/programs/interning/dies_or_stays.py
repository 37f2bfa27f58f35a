# Does an interned string that nobody uses die?
# since: 3.13
import sys


def count():
    return sys.getunicodeinternedsize()


start = count()
names = [sys.intern("unheard-of name %d" % number) for number in range(100)]
print(count() - start >= 100)
high = count()
del names
print(high - count() >= 100)
print(sys._is_interned("count"), sys._is_interned("".join(["a", "b"])))
