# Is the object still seen by weak references while its finalizer runs?
import weakref


class Cup:
    def __del__(self):
        print("in the finalizer:", look() is self, look() is None)


cup = Cup()
look = weakref.ref(cup)
del cup
print("after:", look())


class Ring:
    def __del__(self):
        print("in the finalizer:", self.look() is None)


ring = Ring()
ring.look = weakref.ref(ring)
del ring
