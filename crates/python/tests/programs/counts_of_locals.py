import sys
def h(x): return sys.getrefcount(x)
def g(x): return h(x)
def f():
    x = ["t"]
    return g(x)
def by_key():
    y = [1]
    print(sorted([[1]], key=lambda q: sys.getrefcount(q)), list(map(lambda q: sys.getrefcount(q), [[1]])))
    print((lambda *a: sys.getrefcount(a[0]))(y), (lambda **a: sys.getrefcount(a["y"]))(y=y), (lambda *, y: sys.getrefcount(y))(y=y))
    print([sys.getrefcount(i) for i in [y]], next(sys.getrefcount(i) for i in [y]))
print(f())
by_key()
