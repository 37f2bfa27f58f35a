# Can a variable be deleted that an inner function uses?
def outer():
    value = "here"

    def inner():
        return value

    print(inner())
    del value
    try:
        inner()
    except NameError as error:
        print(error)
    value = "again"
    return inner


print(outer()())
