# Who remembers that a finalizer has run?
# since: 3.9
import gc

saved = []


class Cup:
    def __del__(self):
        print("finalizer")
        saved.append(self)


cup = Cup()
print(gc.is_finalized(cup))
del cup
print(gc.is_finalized(saved[0]))
saved.pop()
print(gc.is_finalized(5), gc.is_finalized([]))
