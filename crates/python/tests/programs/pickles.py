# The bytes of all kinds of objects, by protocol, and what is read from them.
import pickle, sys
class Cup:
    def __init__(self, d): self.drink = d
class Slots:
    __slots__ = ("a", "b")
class L(list): pass
class D(dict): pass
class T(tuple): pass
class I(int): pass
class S(str): pass
class G:
    def __getnewargs__(self): return (1, "x")
    def __new__(cls, *a): return super().__new__(cls)
class GX:
    def __getnewargs_ex__(self): return (1,), {"k": 2}
    def __new__(cls, *a, **k): return super().__new__(cls)
class R:
    def __reduce__(self): return (list, ((1,2),), None, iter([3,4]))
class R2:
    def __reduce__(self): return (dict, (), {"z":1}, None, iter([("a",1)]))
class Outer:
    class Inner: 
        class Deep: pass
class E_(Exception): pass
class K(metaclass=type): pass
class M(type): pass
class MK(metaclass=M): pass
def f(): pass
rec = []; rec.append(rec)
rd = {}; rd["me"] = rd
rt = ([],); rt[0].append(rt)
rt4 = ([], 1, 2, 3); rt4[0].append(rt4)
c = Cup("tea"); c.me = c
l = L([1,2]); l.x = 1
d = D(a=1); d.y = 2
s = Slots(); s.a = 1
import collections
things = [None, True, False, 0, 1, 255, 256, 65535, 65536, -1, 2**31-1, 2**31, -2**31, -2**31-1, 2**70, -2**70, 10**40, 1.5, -0.0, float("inf"),
  "", "abc", "é€\n\\", b"", b"abc", bytearray(b"xy"), bytearray(), (), (1,), (1,2), (1,2,3), (1,2,3,4), [], [1], [1,2],
  {}, {"a":1}, {"a":1,"b":[1]}, {1}, frozenset([1]), frozenset(), set(), 1j, range(3), slice(1,2), rec, rd, rt, rt4, c, s, l, d, T((1,2)), I(5), S("hi"),
  G(), R(), R2(), Outer, E_("a"), ValueError("b", 1), KeyError("z"), OSError(2, "x"), Cup, f, len, int, type, type(None), type(...), ..., NotImplemented, MK, M,
  collections.OrderedDict(a=1), collections.deque([1,2],3), collections.Counter("aab"), collections.defaultdict(list, a=[1]), [c, c], ("a"*3,"a"*3), "abc".upper, [].append, print, collections.OrderedDict, StopIteration(3), FileNotFoundError(2,'a'), UnicodeDecodeError("ascii", b"x", 0, 1, "r"), map, zip, str]
for t in things:
    for p in (0, 2, 4):
        try:
            b = pickle.dumps(t, p)
        except Exception as e:
            print(p, type(e).__name__, e, getattr(e, "__notes__", None)); continue
        print(p, b)
        try:
            x = pickle.loads(b)
        except Exception as e:
            print("   load", type(e).__name__, e); continue
        if type(x) in (int, str, bytes, tuple, list, dict, set, frozenset, bytearray, complex) and t is not rec and t is not rd and t not in ([c,c],): 
            try: print("   ", type(x) is type(t), x == t)
            except RecursionError: pass
        else: print("   ", type(x).__name__, sorted(getattr(x, "__dict__", {}))[:3] if not isinstance(x,type) else x)
