"""Annotations that stay texts."""
from __future__ import annotations, division
class Node:
    left: Node | None = None
    right:"Node"
    n : Dict [ str,List[ int ] ] = {}
    def m(self, other:Node, *args : int, k: 'x y' = 1, **kw: lambda_type) -> Tuple[int,...]: ...
    self_ref: (Undefined)
def f(a: not x and y or z, b: -1 ** 2, c: (1,2), d: X[1:2, ::3], e: X[()], g: {1:2, **k}, h: {1,2}, i: [1], j: f(1, *a, b=2, **c), l: a if b else c, m: (a if b else c) | d, n: 1 .real, o: 'it\'s', p: b"a\0", q: 1e400, r: 0x1F, s: None, t: ..., u: 3.14, v: (a < b) < c, w: a < b <= c, x: (a, ), y: -(-a), z: not (not a), aa: a ** -b, bb: (a ** b) ** c, cc: a - (b - c), dd: "a" "b", ee: X[a, b], ff: X[(a, b)], gg: (a or b) and c, hh: ~a @ b // c % d << e ^ f & g): pass
print(Node.__annotations__)
print(Node.m.__annotations__)
for k, v in f.__annotations__.items(): print(k, repr(v))
x: undefined_name[1]
print(__annotations__)
print(annotations, division)
def g():
    y: int = 1
    return y
print(g.__annotations__, g())
import dataclasses, typing
@dataclasses.dataclass
class P:
    x: int
    y: typing.ClassVar[int] = 3
print(P(1), [f.name for f in dataclasses.fields(P)], [f.type for f in dataclasses.fields(P)])
print(typing.get_type_hints(P.__init__))
class Choice:
    if True:
        early: int
    late: str
print(Choice.__annotations__, sorted(name for name in vars(Choice) if "anno" in name))
exec("inner: Missing = 1\nprint(__annotations__)", {})
exec(compile("inner: int = 1\nprint(__annotations__)", "text", "exec", dont_inherit=True), {"__annotations__": {}})
print(f.__code__.co_flags & annotations.compiler_flag)
for text in ("x = 1\nfrom __future__ import division", "from __future__ import nonsense", "def f():\n    from __future__ import division"):
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error)
