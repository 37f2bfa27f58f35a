# What is left of the name that an `except` clause binds?
error = "before"


def handle():
    try:
        raise ValueError("inner")
    except ValueError as error:
        print(type(error).__name__)
    try:
        return error
    except UnboundLocalError as unbound:
        return type(unbound).__name__


print(handle(), error)
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)
print("error" in globals())
