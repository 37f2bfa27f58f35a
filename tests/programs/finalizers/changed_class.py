# Whose finalizer runs when an object changes its class?
class First:
    def __del__(self):
        print("first")


class Second:
    def __del__(self):
        print("second")


thing = First()
thing.__class__ = Second
del thing
other = Second()
other.__class__ = First
other.__class__ = Second
del other
print("end")
