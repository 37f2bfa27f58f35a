# What do lambdas made in a comprehension share?
functions = [lambda: n for n in range(3)]
print([f() for f in functions])
functions = [lambda n=n: n for n in range(3)]
print([f() for f in functions])
cells = {id(f.__closure__[0]) for f in [lambda: n for n in range(3)]}
print(len(cells))
rows = [[lambda: (a, b) for b in range(2)] for a in range(2)]
print([[f() for f in row] for row in rows])


def outer(x):
    return [lambda: x + y for y in range(2)]


print([f() for f in outer(10)])
