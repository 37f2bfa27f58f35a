# What is said when something can't be walked?
class NoNext:
    def __iter__(self):
        return 5


class Blocked:
    def __iter__(self):
        return iter([1])

    __contains__ = None


class NotIterable:
    __iter__ = None


attempts = [
    lambda: iter(5), lambda: next([]), lambda: list(NoNext()), lambda: 1 in 5,
    lambda: 1 in Blocked(), lambda: list(NotIterable()), lambda: sum(5),
    lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: iter(5, 5),
    lambda: zip(5), lambda: sorted([1, "a"]), lambda: max([]), lambda: enumerate(5),
]
for attempt in attempts:
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)
