# What is a callback given, and when is it called?
import weakref


class Cup:
    def __del__(self):
        print("finalizer")


def told(reference):
    print("callback", reference is look, reference())


cup = Cup()
look = weakref.ref(cup, told)
print(look.__callback__ is told)
del cup
print("after", look.__callback__)
