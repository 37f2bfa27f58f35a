# What is said when a call doesn't fit the function?
def f(a, b, /, c, *, d):
    pass


def g(a, b=2):
    pass


def h(*, x, y):
    pass


attempts = [
    lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, 2, 3, 4, d=5),
    lambda: f(1, b=2, c=3, d=4), lambda: g(), lambda: g(1, 2, 3),
    lambda: g(1, a=2), lambda: g(1, z=3), lambda: h(), lambda: h(x=1),
    lambda: g(*5), lambda: g(**5), lambda: g(**{"a": 1}, a=2), lambda: g(**{1: 2}),
    lambda: h(1, x=1, y=2),
]
for attempt in attempts:
    try:
        attempt()
    except TypeError as error:
        print(error)
