# Are equal constants of one module one object?
def same(a, b):
    return a is b


a = 1000
b = 1000
print(a is b)


def f():
    return 1000


def g():
    return 1000


print(f() is g(), f() is a)
x, y = (1, 2, 3), (1, 2, 3)
print(x is y)
print(same(1.5, 1.5), same(1.0, 1))
