# Can an object be walked that has only `__getitem__`?
class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index ** 2


squares = Squares()
print(list(squares), 4 in squares, 5 in squares)
print(type(iter(squares)).__name__, list(zip(squares, "ab")))
first, *rest = squares
print(first, rest)
try:
    reversed(squares)
except TypeError as error:
    print(error)
Squares.__len__ = lambda self: 3
print(list(reversed(squares)))
