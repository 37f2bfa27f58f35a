# How many references does an object have while and after it is pickled?
import pickle, sys, weakref

class Cup:
    def __reduce__(self):
        print("reduced:", sys.getrefcount(self) - before)
        return Cup, ()

cup = Cup()
before = sys.getrefcount(cup)
data = pickle.dumps(cup)
print("after:", sys.getrefcount(cup) - before)
row = [cup, cup]
held = sys.getrefcount(cup) - before
data = pickle.dumps(row)
print("after:", sys.getrefcount(cup) - before - held)

seen = weakref.ref(pickle.loads(data)[0])
print("alive:", seen() is not None)

class Keeper:
    def write(self, data):
        pass

pickler = pickle.Pickler(Keeper())
pickler.dump(row)
print("with a pickler:", sys.getrefcount(cup) - before - held)
pickler.clear_memo()
print("cleared:", sys.getrefcount(cup) - before - held)
