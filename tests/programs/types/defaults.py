# What are the defaults of type parameters, and what stands for an argument that isn't given?
# since: 3.13
from typing import NoDefault


class Box[T, U = int, *Ts = *tuple[str, bytes]]:
    pass


T, U, Ts = Box.__type_params__
print(T.has_default(), U.has_default(), Ts.has_default())
print(T.__default__, T.__default__ is NoDefault, U.__default__)
print(type(NoDefault), type(NoDefault)() is NoDefault)


class Pair[A, B = list[A]]:
    pass


print(Pair[int], Pair[int, str], Pair.__type_params__[1].__default__)
type Alias[T, **P = [int, str]] = T
print(Alias.__type_params__[1].__default__, Alias.__type_params__[0].has_default())
try:
    Pair[()]
except TypeError as error:
    print(error)
for text in ("def f[T = int, U](): pass", "def f[**P = int, *Ts](): pass", "class C[T = (yield)]: pass",
             "class C[*Ts = (y := 1)]: pass", "type X[**P = await 1] = P", "class C:\n    def f[__classdict__](self): pass"):
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, repr(text))
