# Which exception survives when `__exit__` itself fails?
class Broken:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise KeyError("from exit")


class BrokenEnter:
    def __enter__(self):
        raise OSError("from enter")

    def __exit__(self, *details):
        print("never")


try:
    with Broken():
        raise ValueError("from the block")
except KeyError as error:
    print(error, repr(error.__context__))
try:
    with BrokenEnter():
        pass
except OSError as error:
    print(error, error.__context__)
