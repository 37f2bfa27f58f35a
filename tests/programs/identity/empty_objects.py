# Which empty objects are shared?
def same(a, b):
    return a is b


def parts(text):
    return text[:0]


print(tuple([]) is tuple([]), same((), tuple()))
print(parts("abc") is parts("xyz"))
print(parts(b"abc") is bytes())
print(frozenset() is frozenset([]))
print(same([], []), same({}, {}), same(set(), set()))
print(type(None)() is None, same(type(...)(), ...))
print(range(0) is range(0))
