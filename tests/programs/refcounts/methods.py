# Does calling a method add to the count of its object?
import sys


class Thing:
    def count(self):
        return sys.getrefcount(self)

    @staticmethod
    def look(thing):
        return sys.getrefcount(thing)

    @property
    def size(self):
        return sys.getrefcount(self)


thing = Thing()
print(sys.getrefcount(thing))
print(thing.count(), Thing.count(thing))
bound = thing.count
print(bound(), sys.getrefcount(thing))
print(Thing.look(thing), thing.size)
