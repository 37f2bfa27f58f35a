# Which finalizers run when the program ends, and in which order?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name
        self.end = weakref.finalize(self, print, "ended", name)


first = Cup("first")
second = Cup("second")
third = Cup("third")
second.end.atexit = False
print("still alive:", first.end.alive)
print("end of the program")
