# When does the collector run by itself?
import gc

print(gc.get_threshold()[:2])
gc.set_threshold(100, 5, 5)
print(gc.get_threshold()[:2])
gc.set_threshold(50)
print(gc.get_threshold()[:2])
try:
    gc.set_threshold("many")
except TypeError as error:
    print("TypeError")
print(gc.isenabled())
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled())
