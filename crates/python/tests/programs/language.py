def counter():
    count = 0
    def up(by=1, *rest, scale=1, **more):
        nonlocal count
        count += by * scale + sum(rest) + len(more)
        return count
    return up
up = counter()
print(up(), up(2), up(1, 2, 3, scale=10, a=1, b=2))
class Base:
    registry = []
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Base.registry.append(cls.__name__)
    def who(self): return "base"
class Left(Base):
    def who(self): return "left " + super().who()
class Right(Base):
    def who(self): return "right " + super().who()
class Both(Left, Right):
    @property
    def name(self): return f"{self.who()!r:>20}"
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def add(a, b): return a + b
print(Base.registry, Both.make().name, Both.add(1, 2), [c.__name__ for c in Both.__mro__])
def walk():
    for n in range(3):
        try:
            if n == 1: continue
            yield n
        finally:
            print("step", n)
    return "done"
def outer():
    result = yield from walk()
    print(result)
print(list(outer()))
first, *middle, last = range(6)
print(first, middle, last, {k: v for k, v in zip("ab", [1, 2])}, {*"aa"} == {"a"})
class Manager:
    def __enter__(self): return self
    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__ if kind else None)
        return True
with Manager() as m:
    raise KeyError("inside")
for i in range(5):
    if i == 3: break
else:
    print("never")
print(i, 7 // -2, -7 % 3, 2 ** 100, 1e22, 0.1 + 0.2, 1_000, "%05.1f|%-4s|%r" % (3.14159, "ab", "c"))
print("{:>5}|{:<5}|{:^5}".format(1, "a", 2.5), f"{1234567.891:,.2f}", "a,b,,c".split(","), "x".join(["1", "2"]))
try:
    try:
        raise ValueError("one")
    except ValueError as e:
        raise TypeError("two") from e
except TypeError as e:
    print(repr(e.__cause__), e.__suppress_context__)
