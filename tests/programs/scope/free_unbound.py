# What is said about an enclosing variable that isn't bound yet?
def outer(bind):
    def inner():
        return value

    if bind:
        value = 1
    try:
        return inner()
    except NameError as error:
        return type(error).__name__, str(error)


print(outer(True))
print(outer(False))
