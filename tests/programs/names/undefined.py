# What is said about a name that nobody has bound?
def attempt(run):
    try:
        run()
    except NameError as error:
        print(type(error).__name__, error)


def unknown():
    return nobody


def unknown_call():
    return nothing(1)


attempt(unknown)
attempt(unknown_call)
nobody = "here now"
print(unknown())
