# Why does a weak reference to a bound method die at once?
import weakref


class Cup:
    def fill(self):
        return "filled"


cup = Cup()
look = weakref.ref(cup.fill)
print(look())
better = weakref.WeakMethod(cup.fill)
print(better()())
print(better() == cup.fill, better == weakref.WeakMethod(cup.fill))
del cup
print(better())
try:
    weakref.WeakMethod(print)
except TypeError as error:
    print(str(error).split("'")[0].strip())
