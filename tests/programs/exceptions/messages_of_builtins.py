# What do the everyday mistakes say?
five = 5
attempts = [
    lambda: [][0], lambda: {}["a"], lambda: (1, 2)[5], lambda: "abc"[9],
    lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0,
    lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (2,), lambda: None + 1,
    lambda: int("x"), lambda: float("x"), lambda: int("12", 50),
    lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(),
    lambda: [1].remove(2), lambda: [1].index(2), lambda: next(iter([])),
    lambda: "abc" * "d", lambda: len(5), lambda: five(), lambda: five[0],
    lambda: chr(-1), lambda: ord("ab"), lambda: [] < {}, lambda: -"a",
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
