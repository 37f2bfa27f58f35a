# NamedTuple, TypedDict and protocols.
import sys, typing
from typing import *
minor = sys.version_info[1]
def show(run):
    try: print(run())
    except Exception as e: print(type(e).__name__, e)
class P(NamedTuple):
    """doc"""
    x: int
    y: int = 0
    def total(self): return self.x + self.y
print(P, P(1), P(1, 2).total(), P._fields, P._field_defaults, P.__annotations__, P.__doc__, P.__mro__, P.__bases__, P(x=3)._replace(y=5), P(1) == (1, 0), P.__module__, P.__new__.__annotations__)
print(hasattr(P(1), "__dict__"), P.__slots__, P._make([1, 2])._asdict())
show(lambda: P()); show(lambda: P(1, 2, 3)); show(lambda: P(1, z=2))
def bad1():
    class B(NamedTuple):
        x: int = 1
        y: int
def bad2():
    class B(NamedTuple):
        x: int
        def __new__(cls): pass
def bad3():
    class B(NamedTuple):
        _x: int
def bad4():
    class B(NamedTuple, list):
        x: int
def bad5():
    class B(NamedTuple):
        x: 5
def bad6():
    class B(NamedTuple):
        x: int = 1
        z: int = 1
        y: int
for bad in bad1, bad2, bad3, bad4, bad5, bad6: show(bad)
Q = NamedTuple("Q", [("a", int), ("b", "str")])
print(Q(1, 2), Q.__annotations__, Q.__module__)
show(lambda: NamedTuple("R", [("a", int)], b=int))
show(lambda: NamedTuple("R", [("a", 1)]))
def attempt(p):
    p.x = 5
show(lambda: attempt(P(1)))
class Child(P):
    __slots__ = ()
    def more(self): return 1
print(Child(1).more(), Child.__mro__, hasattr(Child(1), "__dict__"))
if minor >= 9: show(lambda: isinstance(P(1), NamedTuple))
class E(NamedTuple): pass
print(E(), E._fields)
if minor >= 11:
    T = TypeVar("T")
    class G(NamedTuple, Generic[T]):
        x: T
    print(G(1), G[int], G.__mro__, G[int](2))
class D(TypedDict):
    a: int
    b: str
class D2(D, total=False):
    c: int
print(D, D(a=1, b="x"), type(D(a=1)), D.__annotations__, sorted(D2.__annotations__), D.__total__, D2.__total__, D.__mro__)
if minor >= 9: print(sorted(D2.__required_keys__), sorted(D2.__optional_keys__))
show(lambda: isinstance({}, D)); show(lambda: issubclass(dict, D))
X = TypedDict("X", {"a": int, "b c": str})
print(X, X(a=1), X.__annotations__)
if minor >= 9:
    def bd():
        class Bad(D, dict): pass
    show(bd)
class Sized2(Protocol):
    def size(self) -> int: ...
@runtime_checkable
class Closes(Protocol):
    def close(self): ...
@runtime_checkable
class HasX(Protocol):
    x: int
class Yes:
    x = 1
    def close(self): pass
    def size(self): return 1
print(isinstance(Yes(), Closes), isinstance(1, Closes), isinstance(Yes(), HasX), isinstance(1, HasX), issubclass(Yes, Closes), issubclass(int, Closes))
show(lambda: isinstance(Yes(), Sized2)); show(lambda: issubclass(Yes, Sized2)); show(lambda: issubclass(Yes, HasX)); show(lambda: Closes()); show(lambda: runtime_checkable(Yes))
class Impl(Closes):
    def __init__(self): self.v = 1
print(Impl().v, isinstance(Impl(), Closes), Impl.__mro__, Impl._is_protocol, Closes._is_protocol)
def bp():
    class Bad(Yes, Protocol): pass
show(bp)
T = TypeVar("T")
class GP(Protocol[T]):
    def get(self) -> T: ...
print(GP[int], GP.__parameters__, GP.__mro__)
class SlotP(Protocol): __slots__ = ()
class SlotI(SlotP): __slots__ = ("a",)
show(lambda: SlotI().__dict__)
if minor >= 13:
    print(sorted(get_protocol_members(HasX)), is_protocol(HasX), is_protocol(Yes))
