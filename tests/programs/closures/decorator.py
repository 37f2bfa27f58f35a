# What does a decorator replace, and in which order do two of them work?
def named(name):
    print("making", name)

    def decorate(function):
        print("decorating with", name)

        def wrapper(*args):
            return name + "(" + function(*args) + ")"

        return wrapper

    return decorate


@named("outer")
@named("inner")
def greet(who):
    """Greets."""
    return who


print(greet("you"))
print(greet.__name__, greet.__doc__)
