# What do the remaining elements of an iterator tell of themselves?
import operator

walker = iter([1, 2, 3])
print(operator.length_hint(walker))
next(walker)
print(operator.length_hint(walker))
print(operator.length_hint(iter({1: 1})), operator.length_hint((x for x in [1]), 7))


class Hinted:
    def __length_hint__(self):
        return 5


print(operator.length_hint(Hinted()), operator.length_hint(object(), 3))
Hinted.__length_hint__ = lambda self: -1
try:
    operator.length_hint(Hinted())
except ValueError as error:
    print(error)
