# Where do `exec` and `eval` find and bind names?
x = 1


def run():
    x = 2
    exec("made = x + 1")
    space = {"x": 10}
    exec("y = x + 1", space)
    print(eval("x"), eval("x", {"x": 5}), space["y"])
    print("made" in globals())
    try:
        return made
    except NameError as error:
        return str(error)


print(run())
exec("made = x + 1")
print(made)
