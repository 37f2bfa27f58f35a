# Does a weak reference live on when a finalizer saves its object?
import weakref

saved = []


class Cup:
    def __del__(self):
        saved.append(self)


cup = Cup()
look = weakref.ref(cup)
told = weakref.ref(cup, lambda reference: print("callback"))
del cup
print(look() is saved[0], told() is saved[0])
print(weakref.getweakrefcount(saved[0]))
saved.clear()
print(look(), told())
