# Which method does an augmented assignment ask?
class Inplace:
    def __init__(self):
        self.log = []

    def __iadd__(self, other):
        self.log.append(other)
        return self


class Plain:
    def __add__(self, other):
        return "added"


class Lost:
    def __iadd__(self, other):
        pass


a = b = Inplace()
a += 1
print(a is b, b.log)
p = Plain()
p += 1
print(p)
lost = Lost()
lost += 1
print(lost)
try:
    p -= 1
except TypeError as error:
    print(error)
