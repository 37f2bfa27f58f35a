# Does a class body see the variables of the function around it?
def make(value):
    other = value * 2

    class Made:
        kept = value
        twice = other
        value = "own"
        again = value

        def show(self):
            return value, other

    return Made


try:
    print(make(3).kept)
except NameError as error:
    print(type(error).__name__, error)


def make_two(value):
    class Made:
        kept = value

        def show(self):
            return value

    return Made


print(make_two(4).kept, make_two(4)().show())
