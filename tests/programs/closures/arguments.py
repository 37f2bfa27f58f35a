# How are arguments matched with parameters?
def show(a, b=2, /, c=3, *rest, d, e=5, **more):
    return a, b, c, rest, d, e, more


print(show(1, d=4))
print(show(1, 20, 30, 40, 50, d=4))
print(show(1, d=4, a="more", b="more"))
print(show(*[1, 2], *(3, 4), **{"d": 1}, **{"x": 2}))
print(show(1, c=9, d=0, e=1, f=2))


def bare(*, key):
    return key


print(bare(key=1), bare(**{"key": 2}))
