# What do the arguments, the text and the repr of an exception show?
class Own(Exception):
    def __init__(self, code):
        self.code = code


class Told(Exception):
    def __str__(self):
        return "told"


for error in (ValueError(), ValueError("one"), ValueError("a", 2), KeyError("k"),
              Own(5), Told("hidden"), OSError(2, "No such file"), StopIteration(3)):
    print(error.args, repr(str(error)), repr(error))
print(Own(7).code, OSError(2, "text").errno, StopIteration(3).value)
print(type(OSError(2, "text")).__name__)
