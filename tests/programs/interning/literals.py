# Which equal string constants are one object?
a = "name"
b = "name"
print(a is b)
c = "two words"


def other():
    return "two words"


print(c is other())
space = {}
exec("d = 'name'; e = 'two words'", space)
print(space["d"] is a, space["e"] is c)
