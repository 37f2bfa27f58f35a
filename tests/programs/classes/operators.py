# Which method does an operator ask, and which if that declines?
class Left:
    def __add__(self, other):
        print("Left.__add__")
        return NotImplemented

    def __eq__(self, other):
        print("Left.__eq__")
        return NotImplemented


class Right:
    def __radd__(self, other):
        print("Right.__radd__")
        return "sum"


class Child(Left):
    def __radd__(self, other):
        print("Child.__radd__ first")
        return "child's sum"


print(Left() + Right())
print(Left() + Child())
print(Left() == Right(), Left() != 5)
try:
    Left() + 5
except TypeError as error:
    print(error)
