# What does a proxy pass on, and what does it say when its object is gone?
import weakref


class Cup:
    def __init__(self):
        self.size = 3

    def __len__(self):
        return self.size

    def __getitem__(self, key):
        return key * 2


cup = Cup()
proxy = weakref.proxy(cup)
print(proxy.size, len(proxy), proxy[4], bool(proxy))
proxy.size = 5
print(cup.size, isinstance(proxy, Cup), type(proxy) is Cup)
del cup
for use in (lambda: proxy.size, lambda: len(proxy), lambda: proxy[1]):
    try:
        use()
    except ReferenceError as error:
        print(error)
