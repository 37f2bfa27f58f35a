# In which order are several callbacks called?
import weakref


class Cup:
    pass


cup = Cup()
kept = []
for name in ("first", "second", "third"):
    kept.append(weakref.ref(cup, lambda reference, name=name: print(name)))
weakref.finalize(cup, print, "finalize")
del cup
print("end", [reference() for reference in kept])
