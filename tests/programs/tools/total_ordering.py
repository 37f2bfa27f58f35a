# Which comparisons does `total_ordering` fill in?
from functools import cmp_to_key, total_ordering


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Size(1), Size(2)
print(a < b, a <= b, a > b, a >= b, a == b, a != b)
print(sorted(name for name in ("__le__", "__gt__", "__ge__") if name in vars(Size)))
print(sorted([3, 1, 2], key=cmp_to_key(lambda x, y: y - x)))
try:
    total_ordering(type("Nothing", (), {}))
except ValueError as error:
    print(error)
