# What does it mean when `__exit__` returns something true?
class Calm:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__, value, traceback is None)
        return self.answer


with Calm(True):
    raise ValueError("swallowed")
print("goes on")
try:
    with Calm(0):
        raise KeyError("passes")
except KeyError as error:
    print("caught", error)
with Calm("ignored without an exception"):
    pass
