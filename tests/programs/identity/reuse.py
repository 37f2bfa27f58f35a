# Can two objects that never live at once have the same `id`?
class Cup:
    pass


print(id([]) == id([]))
print(id({}) == id({}))
print(id(1.5 * len("ab")) == id(2.5 * len("ab")))
first = [1, 2, 3]
number = id(first)
del first
second = [4, 5, 6]
print(id(second) == number)
third = [7]
print(id(third) == number)
