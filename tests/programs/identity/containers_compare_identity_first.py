# Do containers ask `==` when an element is the very same object?
class Odd:
    def __eq__(self, other):
        print("asked")
        return False

    __hash__ = object.__hash__


odd = Odd()
print(odd in [odd])
print([odd] == [odd])
print(odd in {odd}, {odd: 1}[odd])
print(odd == odd)
print([1, odd].index(odd), [odd].count(odd))
