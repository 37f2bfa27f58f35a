# Does a function that calls itself die with its last name?
import gc
import weakref

gc.disable()


def make(recursive):
    def inner(n):
        if recursive and n:
            return inner(n - 1)
        return n

    return inner


plain = make(False)


def alone():
    def single():
        return 1

    return single


free, bound = alone(), make(True)
looks = weakref.ref(free), weakref.ref(bound)
del free, bound
print(looks[0]() is None, looks[1]() is None)
print(gc.collect() > 0, looks[1]() is None)
