# What does `iter` with two arguments do?
values = [3, 2, 1, 0, 5]


def take():
    return values.pop(0)


walker = iter(take, 0)
print(list(walker), values)
print(list(walker), next(walker, "end"))
print(type(walker).__name__)
count = iter(int, 1)
print(next(count), next(count))
try:
    iter(5, 0)
except TypeError as error:
    print(error)
