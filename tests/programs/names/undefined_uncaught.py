# What does a program print when it ends in an unknown name?
# raises: NameError
number = 1


def inner(value):
    return value + numbr


def outer(value):
    return inner(value) * 2


print("before")
print(outer(number))
