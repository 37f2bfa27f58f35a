# What can't be pickled, and what is said of it?
import pickle

class Wrong:
    def __init__(self, value):
        self.value = value
    def __reduce__(self):
        return self.value

class Slotted:
    __slots__ = ("drink",)

def numbers():
    yield 1

for thing in numbers(), Wrong(1), Wrong((1,)), Wrong((1, ())), Wrong((list, 1)), Wrong((list, (), None, 1)), [1, {"key": (2, numbers())}]:
    try:
        pickle.dumps(thing)
    except Exception as error:
        text = str(error)
        print(type(error).__name__, text[:text.find(" at 0x")] if " at 0x" in text else text)
        print(getattr(error, "__notes__", None))
for protocol in 0, 1, 2:
    try:
        print(len(pickle.dumps(Slotted(), protocol)))
    except TypeError as error:
        print(error)
