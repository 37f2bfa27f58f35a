# How many bytes does the dict of an instance take that shares its keys?
import sys
class A:
    def __init__(self):
        self.a = 1; self.b = 2
x = A()
print(sys.getsizeof(x), sys.getsizeof(x.__dict__))
y = A()
print(sys.getsizeof(y), sys.getsizeof(y.__dict__))
y.c = 3
print(sys.getsizeof(y.__dict__))
class B: pass
b = B()
print(sys.getsizeof(b.__dict__))
for i in range(40):
    setattr(b, 'n%d' % i, i)
    if i in (0, 4,5,6, 10, 28,29,30,31, 39): print(i, sys.getsizeof(b.__dict__))
c = B()
for i in range(40):
    setattr(c, 'm%d' % i, i)
print(sys.getsizeof(c.__dict__))
print(sys.getsizeof(B), sys.getsizeof(A))
z = A(); del z.a; print(list(z.__dict__), sys.getsizeof(z.__dict__)); z.a = 5; print(list(z.__dict__), sys.getsizeof(z.__dict__))
