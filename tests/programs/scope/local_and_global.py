# Which name is read and which is bound inside a function?
x = "global"


def read():
    return x


def bind():
    x = "local"
    return x


def rebind():
    global x
    x = "changed"


print(read(), bind(), read())
rebind()
print(read(), x)
