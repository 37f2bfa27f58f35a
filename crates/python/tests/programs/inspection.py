# What inspect tells of objects, functions and frames.
import inspect, sys, functools, types
minor = sys.version_info[1]
def show(run):
    try: print(run())
    except Exception as e: print(type(e).__name__, e)
class Cup:
    """A cup.

        It holds tea.
    """
    __slots__ = {"drink": "what is in it", "size": "in millilitres"}
    def hello(self, x: int, *a, k=1, **kw) -> str:
        "says hello"
    @property
    def p(self): "prop doc"
    @staticmethod
    def s(x): pass
    @classmethod
    def c(cls, y): pass
class Mug(Cup):
    def hello(self): pass
print(inspect.getdoc(Cup.drink), inspect.getdoc(Cup.size), inspect.getdoc(Cup), inspect.getdoc(Mug.hello), inspect.getdoc(Mug().hello), inspect.getdoc(Cup.p), inspect.getdoc(Mug))
def f(a, b: int = 3, /, c="x", *args: str, d, e=None, **kw) -> list: pass
def g(): yield
async def h(): pass
lam = lambda x, y=2: x
for func in f, g, lam, Cup.hello, Cup().hello, Cup.s, Cup.c, Mug.hello: print(inspect.signature(func), repr(inspect.signature(func)))
print(inspect.signature(f).parameters["b"], repr(inspect.signature(f).parameters["b"]), inspect.signature(f).parameters["b"].kind, inspect.signature(f).parameters["d"].kind.name, list(inspect.signature(f).parameters), inspect.signature(f).return_annotation, inspect.signature(f).parameters["a"].default is inspect.Parameter.empty)
class K:
    def __init__(self, a, b=1): pass
class N: pass
class W:
    def __new__(cls, q): return object.__new__(cls)
class Call:
    def __call__(self, z): pass
print(inspect.signature(K), inspect.signature(N), inspect.signature(W), inspect.signature(Call()), inspect.signature(functools.partial(f, 1)), inspect.signature(functools.partial(lam, y=5)), inspect.signature(functools.partial(lam, x=5)))
@functools.wraps(lam)
def wrapped(*a): pass
print(inspect.signature(wrapped), inspect.signature(wrapped, follow_wrapped=False), inspect.unwrap(wrapped) is lam)
b = inspect.signature(f).bind(1, 2, d=4, z=5); print(b, b.args, b.kwargs); b.apply_defaults(); print(b.arguments)
show(lambda: inspect.signature(f).bind(1)); show(lambda: inspect.signature(lam).bind(1, 2, 3)); show(lambda: inspect.signature(lam).bind(1, q=2)); show(lambda: inspect.signature(lam).bind()); show(lambda: inspect.signature(1)); show(lambda: inspect.signature(lam).bind(1, x=2))
P = inspect.Parameter
show(lambda: inspect.Signature([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)])); show(lambda: P("1", P.KEYWORD_ONLY)); print(inspect.Signature([P("a", P.POSITIONAL_ONLY), P("b", P.KEYWORD_ONLY, default=1)]))
print(inspect.isfunction(f), inspect.isfunction(len), inspect.isbuiltin(len), inspect.ismethod(Cup().hello), inspect.isclass(Cup), inspect.ismodule(sys), inspect.isgenerator(g()), inspect.isgeneratorfunction(g), inspect.iscoroutinefunction(h), inspect.isroutine(str.join), inspect.isdatadescriptor(Cup.drink), inspect.ismemberdescriptor(Cup.drink), inspect.isgetsetdescriptor(type.__dict__["__dict__"]), inspect.ismethoddescriptor(str.join), inspect.isabstract(Cup), inspect.iscode(f.__code__), inspect.isframe(inspect.currentframe()))
class A:
    x = 1
    def __init__(self): self.y = 2
    @property
    def boom(self): raise RuntimeError
    def __getattr__(self, name): return "made"
print(inspect.getattr_static(A(), "boom"). __class__, inspect.getattr_static(A(), "x"), inspect.getattr_static(A(), "y"), inspect.getattr_static(A, "x"), inspect.getattr_static(A(), "zz", "default"))
show(lambda: inspect.getattr_static(A(), "zz"))
print([n for n, v in inspect.getmembers(K(1)) if not n.startswith("__")], [n for n, v in inspect.getmembers(Cup, inspect.isfunction)], inspect.getmro(Mug))
gen = g(); print(inspect.getgeneratorstate(gen)); next(gen); print(inspect.getgeneratorstate(gen), inspect.getgeneratorlocals(gen)); gen.close(); print(inspect.getgeneratorstate(gen))
def outer():
    here = inspect.stack()
    return [(i.function, i.lineno, i.index) for i in here][:2], inspect.currentframe().f_code.co_name, inspect.getframeinfo(inspect.currentframe()).function
print(outer()[1:], inspect.getargvalues(inspect.currentframe())[:3])
print(inspect.cleandoc("  a\n    b\n      c\n\n"), inspect.getfullargspec(f))
def closes():
    v = 1
    def inner(): return v, len, undefined, f
    return inner
print(inspect.getclosurevars(closes()).nonlocals, inspect.getclosurevars(closes()).unbound)
print(inspect.getmodule(f) is sys.modules["__main__"])
