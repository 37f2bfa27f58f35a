# Where does a lambda differ from a function made by `def`?
square = lambda x: x * x


def cube(x):
    return x ** 3


print(square(3), cube(3), type(square) is type(cube))
print(square.__name__, cube.__name__)
print((lambda *args, key=1: (args, key))(1, 2, key=3))
print((lambda: (yield))().__class__.__name__)
print(sorted(["bb", "a", "ccc"], key=lambda word: -len(word)))
same = square
square = lambda x: same(x) + 1
print(square(3))
