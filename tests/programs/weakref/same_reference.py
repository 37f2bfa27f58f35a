# Is a second weak reference to one object the same one?
import weakref


class Cup:
    pass


cup = Cup()
first = weakref.ref(cup)
second = weakref.ref(cup)
third = weakref.ref(cup, print)
fourth = weakref.ref(cup, print)
print(first is second, first is third, third is fourth)
print(weakref.getweakrefcount(cup))
print(weakref.getweakrefs(cup)[0] is first, len(weakref.getweakrefs(cup)))
del second, third, fourth
print(weakref.getweakrefcount(cup))
del first
print(weakref.getweakrefcount(cup))
