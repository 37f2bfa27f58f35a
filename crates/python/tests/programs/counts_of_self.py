import sys
class A:
    def m(self): return sys.getrefcount(self)
    def n(self): return self.m()
def f():
    a=A()
    return a.m()
def g():
    a=A()
    return A.m(a)
def h():
    a=A()
    return a.n()
def i(a): return sys.getrefcount(a)
def j():
    a=A()
    return i(a)
def k(a): return a.m()
def l():
    a=A()
    return k(a)
print(f(),g(),h(),j(), l(), A().m(), i(A()), sys.getrefcount(A()))
