# Special methods that a class takes from elsewhere, and what weak proxies hand on.
import operator
import sys
import weakref


class Number(int):
    __add__ = str.__add__
    __eq__ = str.__eq__


class Setter(dict):
    __setattr__ = dict.__setitem__


for test in (lambda: Number() + Number(), lambda: Number() == Number()):
    try:
        print(test())
    except TypeError as error:
        print('TypeError', error)
setter = Setter()
setter.name = 42
print(setter)


class Slots:
    __slots__ = ['__qualname__']


one = Slots()
print(Slots.__qualname__, type(Slots.__dict__['__qualname__']).__name__, hasattr(one, '__qualname__'))


class Meta(type):
    ready = False

    def mro(cls):
        if Meta.ready and cls.__name__ == 'C':
            Meta.ready = False
            C.__bases__ = (B2,)
        return type.mro(cls)


class A(metaclass=Meta): pass
class B1(A): pass
class B2(A): pass
class C(A): pass


Meta.ready = True
C.__bases__ = (B1,)
print(C.__bases__, B1.__subclasses__(), B2.__subclasses__(), C.__mro__)


class Iterator:
    left = 2

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left


class Iterable:
    def __iter__(self):
        return Iterator()


print(list(Iterable()), [*Iterable()], sorted(Iterable()))
none = 0
print(operator.is_(b'xy' * none, b''), operator.is_(b'' * 3, b''), b'xy' * none)


class Target:
    __name__ = 'shown'

    def __init__(self):
        self.log = []

    def __delitem__(self, key):
        self.log.append(('del', key))

    def __index__(self):
        return 10

    def __ifloordiv__(self, other):
        return 'in place'

    def __floordiv__(self, other):
        return 'not in place'

    def __bytes__(self):
        return b'bytes'

    def __len__(self):
        return 2

    def __eq__(self, other):
        print('asked')
        return True

    __hash__ = object.__hash__


target = Target()
proxy = weakref.proxy(target)
del proxy[3]
print(target.log, operator.index(proxy), len(proxy), bytes(proxy), '__bytes__' in dir(proxy))
print(proxy // 2)
proxy //= 2
print(proxy)
print(weakref.ref(target, print) == weakref.ref(target))
print(repr(weakref.ref(target)).endswith('(shown)>'))
iterator = iter([1, 2])


def step():
    yield from iterator


steps = step()


class Weakly:
    def __init__(self, target):
        self.target = target

    def __iter__(self):
        return weakref.proxy(self.target)


print(list(Weakly(steps)))
try:
    # CPython 3.8 crashes here.
    list(Weakly(step) if sys.version_info >= (3, 9) else None)
except TypeError as error:
    print('TypeError', error)
