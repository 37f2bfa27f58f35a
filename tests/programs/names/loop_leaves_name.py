# What is left of a loop's name when the loop is over?
for letter in "abc":
    pass
print(letter)
for nothing in []:
    pass
try:
    print(nothing)
except NameError as error:
    print(error)
squares = [number * number for number in range(3)]
print(squares, "number" in globals())
