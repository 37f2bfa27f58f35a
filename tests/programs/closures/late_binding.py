# Which value does a function made in a loop see?
late = [lambda: number for number in range(3)]
print([function() for function in late])
early = [lambda number=number: number for number in range(3)]
print([function() for function in early])


def make(number):
    return lambda: number


own = [make(number) for number in range(3)]
print([function() for function in own])
functions = []
for word in ("a", "b"):
    functions.append(lambda: word)
word = "changed"
print([function() for function in functions])
