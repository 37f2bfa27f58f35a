# How many values does unpacking take from an iterator?
taken = []


def source():
    for number in range(10):
        taken.append(number)
        yield number


try:
    a, b = source()
except ValueError as error:
    print(error, taken)
taken.clear()
first, *rest = source()
print(first, len(rest), len(taken))
taken.clear()
walker = source()
a, b = next(walker), next(walker)
print(a, b, taken)
