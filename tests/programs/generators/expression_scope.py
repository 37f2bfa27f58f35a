# When does a generator expression evaluate its parts?
limit = 2
rows = [1, 2, 3]
waiting = (number * limit for number in rows)
limit = 10
rows = [7]
print(list(waiting))


def announce(value):
    print("evaluated", value)
    return [value]


later = (x + y for x in announce(1) for y in announce(10))
print("made")
print(list(later))
try:
    broken = (1 for x in 5)
    list(broken)
except TypeError as error:
    print(error)
