# Where is `__del__` looked for: on the instance or on its class?
class Cup:
    pass


class Mug(Cup):
    def __del__(self):
        print("mug's finalizer")


cup = Cup()
cup.__del__ = lambda: print("never called")
del cup
print("no finalizer ran")
mug = Mug()
mug.__del__ = lambda: print("never called")
del mug
late = Cup()
Cup.__del__ = lambda self: print("added later")
del late
