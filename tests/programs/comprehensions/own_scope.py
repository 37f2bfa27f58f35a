# Which names of a comprehension can be seen outside?
number = "outer"
squares = [number * number for number in range(4)]
print(squares, number)
print({letter: index for index, letter in enumerate("ab")})
print({n % 3 for n in range(10)})
try:
    letter
except NameError as error:
    print(error)


def inside():
    x = 1
    rows = [x + y for y in (10, 20)]
    return rows, sorted(locals())


print(inside())
