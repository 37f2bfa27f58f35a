# Is a function bound to its name any differently from other objects?
def greet():
    return "hello"


welcome = greet
print(welcome is greet, welcome.__name__)


def greet():
    return "goodbye"


print(welcome(), greet())
print(greet.__name__, welcome.__name__)
welcome.__name__ = "other"
print(welcome.__name__, welcome.__qualname__)
