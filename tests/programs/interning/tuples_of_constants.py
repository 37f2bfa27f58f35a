# Are tuples of constants made once?
def pair():
    return (1, "two")


def built(n):
    return (n, "two")


print(pair() is pair())
print(built(1) is built(1))


def other():
    return (1, "two")


print(pair() is other())
print(tuple([1, 2]) is tuple([1, 2]))
print(pair.__code__.co_consts[-1] is pair())
