import gc, weakref
gc.disable()
gc.collect()
class A: pass
def ring():
    a, b = A(), A()
    a.b, b.a = b, a
    return weakref.ref(a, lambda w: print("callback"))
w = ring()
print(w() is None, gc.collect(), w() is None)
row = []
row.append(row)
del row
print(gc.collect(), gc.get_threshold(), gc.isenabled())
class B:
    def __del__(self): print("del", hasattr(self, "me"))
b = B(); b.me = b
del b
print(gc.collect(), gc.garbage)
