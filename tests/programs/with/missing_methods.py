# What is said when an object is no context manager?
class Nothing:
    pass


class OnlyEnter:
    def __enter__(self):
        print("entered")


class OnlyExit:
    def __exit__(self, *details):
        pass


for kind in (Nothing, OnlyEnter, OnlyExit, lambda: 5):
    try:
        with kind():
            print("inside")
    except Exception as error:
        print(type(error).__name__, error)
instance = Nothing()
instance.__enter__ = instance.__exit__ = lambda *args: None
try:
    with instance:
        pass
except Exception as error:
    print(type(error).__name__)
