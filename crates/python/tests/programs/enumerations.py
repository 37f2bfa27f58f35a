# Enumerations and flags.
import sys, enum
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique
minor = sys.version_info[1]
def show(run):
    try: print(run())
    except Exception as e: print(type(e).__name__, e)
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
    def describe(self): return self.name, self.value
    @property
    def low(self): return self.name.lower()
print(Color, Color.RED, repr(Color.RED), list(Color), len(Color), Color(1), Color["GREEN"], Color.CRIMSON is Color.RED, Color.RED.describe(), Color.RED.low)
print(Color.__members__, Color.RED in Color, Color.RED == 1, hash(Color.RED) == hash("RED"), isinstance(Color.RED, Color), type(Color), f"{Color.RED}", "%s" % Color.RED, list(reversed(Color)))
def setit(): Color.RED = 5
def delit(): del Color.RED
def setval(): Color.RED.value = 3
for bad in [lambda: Color(9), lambda: Color["X"], setit, delit, setval, lambda: Color.BLUE, lambda: Color.RED < Color.GREEN, lambda: Color(), lambda: Color("RED")]:
    show(bad)
def ext():
    class More(Color): X = 1
show(ext)
def dup():
    class D(Enum):
        A = 1
        A = 2
show(dup)
def uni():
    @unique
    class D(Enum):
        A = 1
        B = 1
show(uni)
def mro():
    class D(Enum):
        mro = 1
show(mro)
def sunder():
    class D(Enum):
        _x_ = 1
show(sunder)
class Auto(Enum):
    A = auto(); B = auto(); C = 10; D = auto()
print([m.value for m in Auto], list(Auto))
class Num(IntEnum):
    ONE = 1; TWO = 2
print(Num.ONE, repr(Num.ONE), Num.ONE + 1, Num.ONE < 2, f"{Num.ONE}", "%d" % Num.TWO, int(Num.TWO), [10, 20, 30][Num.ONE], Num(2), str(Num.ONE), format(Num.ONE, "03"))
class P(Flag):
    R = 4; W = 2; X = 1
    RW = 6
print(P.R, repr(P.R), P.R | P.X, repr(P.R | P.W), repr(P.R & P.W), repr(~P.R), repr(P.RW), P.R in P.RW, bool(P(0)), list(P), repr(P(0)), P.R ^ P.RW, str(P(0)), str(P.R | P.X), (P.R | P.X) is (P.X | P.R))
show(lambda: P(8)); show(lambda: P("a")); show(lambda: P.R | 1); show(lambda: 1 in P.R); show(lambda: repr(P(-1)))
class IP(IntFlag):
    R = 4; W = 2; X = 1
print(IP.R, repr(IP.R), repr(IP.R | IP.X), IP.R | 8, repr(IP.R | 8), repr(IP(16)), repr(~IP.R), IP.R + 1, repr(IP(0)), repr(IP.R & 1), str(IP.R | IP.W), f"{IP.R}", repr(1 | IP.R))
class AF(Flag):
    A = auto(); B = auto(); C = auto()
print([m.value for m in AF])
Fun = Enum("Fun", "A B C"); print(list(Fun), Fun.__module__, Fun.A)
Fun2 = Enum("Fun2", {"X": "x", "Y": "y"}); print(list(Fun2)); Fun3 = Enum("Fun3", [("P", 5)], start=3); print(list(Fun3)); print(list(IntEnum("F4", ["A", "B"], start=7)))
class Planet(Enum):
    EARTH = (1, 2)
    MARS = (3, 4)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
print(Planet.EARTH.mass, Planet.MARS.value, repr(Planet.MARS), Planet((1, 2)))
class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value]); obj._value_ = value; obj.label = label
        return obj
    PX = (0, "px"); PY = (1, "py")
show(lambda: repr(Coord.PY)); show(lambda: (Coord(1).name, Coord.PX.label))
class S(str, Enum):
    A = "a"
print(S.A, repr(S.A), S.A == "a", f"{S.A}", S("a"), str.upper(S.A))
class Missing(Enum):
    A = 1
    @classmethod
    def _missing_(cls, value): return cls.A if value == 5 else None
print(Missing(5)); show(lambda: Missing(6))
class Order(Enum):
    _order_ = "A B"
    A = 1; B = 2
class Un(Enum):
    L = [1]; M = [2]
print(Un([1]), Un.L.value)
print(list(vars(Color.RED)), Color.RED.__class__, Color.__name__, Color.__doc__)
class Base(Enum):
    def hi(self): return "hi " + self.name
class Derived(Base): A = 1
print(Derived.A.hi(), Derived.__mro__)
class Ign(Enum):
    _ignore_ = "tmp"
    tmp = 5
    A = 1
print(list(Ign), hasattr(Ign, "tmp"))
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy(Color.RED) is Color.RED)
class Gen(Enum):
    def _generate_next_value_(name, start, count, last_values): return name.lower()
    ONE = auto(); TWO = auto()
print(list(Gen))
class NameShadow(Enum):
    name = 1; other = 2
show(lambda: (NameShadow.name, NameShadow.other.name))
class Sl(Enum):
    __slots__ = ()
    A = 1
print(Sl.A, hasattr(Sl.A, "__dict__"))
if minor >= 11:
    from enum import StrEnum
    class T(StrEnum):
        A = auto(); B = "x"
    print(T.A, repr(T.A), f"{T.B}", T.B == "x")
    class Cf(Flag, boundary=enum.CONFORM): A = 1
    class Ej(Flag, boundary=enum.EJECT): A = 1
    class Ke(Flag, boundary=enum.KEEP): A = 1
    print(repr(Cf(3)), repr(Ej(3)), repr(Ke(3)), repr(Ke(2)), list(P.RW), len(P.RW))
