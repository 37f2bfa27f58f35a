# How does a float write itself, and what can't it hold exactly?
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e16 + 1 == 1e16, 1e15, 1e16, 1e-4, 1e-5)
print(1.0, 100000.0, 1.5e300 * 1e10, 1e308 * 10, -1e308 * 10, float("inf") - float("inf"))
print((0.1).hex(), (0.5).as_integer_ratio(), (2.0).is_integer(), float("1_0.5"))
print(float("nan") == float("nan"), float("inf") > 10 ** 400, -0.0 == 0.0, str(-0.0))
print(3.0 == 3, hash(3.0) == hash(3), 2 ** 53 + 1 == float(2 ** 53 + 1))
print(sum([0.1] * 10), 0.1 * 3, 1 / 3, 2 / 3)
for run in (lambda: int(float("nan")), lambda: int(float("inf")), lambda: 2.0 ** 5000):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
