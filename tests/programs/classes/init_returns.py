# What is said when `__init__` returns something?
class Box:
    def __init__(self):
        return 5


class Fine:
    def __init__(self):
        return None


class Plain:
    pass


for run in (Box, Fine, lambda: Plain(1), lambda: Plain(size=1)):
    try:
        print(type(run()).__name__)
    except TypeError as error:
        print(error)
