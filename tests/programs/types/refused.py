# What is said of type parameters and aliases that can't be?
texts = """
type X = (y := 1)
type X = (yield)
type X = await 1
type X = [y := 1 for z in []]
type X[T] =
type X
type 3 = 4
def f[T: (yield)](): pass
def f[T: (y := 1)](): pass
def f[T: (int, y := 1)](): pass
def f[T, T](): pass
def f[](): pass
def f[T: *int](): pass
def f[*Ts: int](): pass
def f[**P: (int, str)](): pass
def f[T](x: (yield)): pass
class C[]: pass
class C[T](y := 1): pass
class C[T](metaclass=(yield)): pass
class C[T]([(y := 1) for z in []]): pass
class C[T, *T]: pass
""".strip().splitlines()
texts.append("class C:\n    type X = [y for y in z]")
texts.append("class C:\n    type X = lambda: 0")
texts.append("def f[T]():\n    def g():\n        nonlocal T\n        T = 1")
for text in texts:
    try:
        compile(text, "text", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, repr(text))
    else:
        print("accepted", repr(text))
