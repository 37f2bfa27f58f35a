# What is said when an attribute can't be found, set or deleted?
class Box:
    pass


def attempt(run):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: Box().size)
attempt(lambda: Box.size)
attempt(lambda: (5).size)
attempt(lambda: None.size)
attempt(lambda: setattr(5, "size", 1))
attempt(lambda: setattr(int, "size", 1))
attempt(lambda: delattr(Box(), "size"))
attempt(lambda: setattr([], "append", 1))
attempt(lambda: setattr(Box(), 5, 1))
attempt(lambda: len.name)
