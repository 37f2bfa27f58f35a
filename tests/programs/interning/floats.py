# Are equal floats ever one object?
def same(a, b):
    return a is b


def read_twice(text):
    return float(text) is float(text)


print(read_twice("0.0"), read_twice("1.0"), read_twice("1.5"))
x = 1.5
y = 1.5
print(x is y)
z = 3.0 / 2
print(x is z, x == z)
print(float(x) is x, +x is x, abs(x) is x)
print(0.0 == -0.0, same(0.0, -0.0))
