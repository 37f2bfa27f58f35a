# What do the copies of an iterator share?
import itertools

source = iter([1, 2, 3, 4])
a, b = itertools.tee(source)
print(next(a), next(a), next(b))
print(next(source))
print(list(a), list(b), list(source))


class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


a, b = itertools.tee(Cup(n) for n in range(2))
next(a)
next(a)
print("a is ahead")
next(b)
print("b took one")
del b
print("end")
