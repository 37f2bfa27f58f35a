# In which order are scopes searched for a name?
def show():
    return len("abc")


print(show())
len = lambda thing: "global len"
print(show())


def enclosing():
    def len(thing):
        return "enclosing len"

    def inner():
        return len("abc")

    return inner()


print(enclosing())
del len
print(show())
import builtins
builtins.extra = "from builtins"
print(extra)
