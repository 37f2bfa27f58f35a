# Which everyday objects form rings?
import gc

gc.collect()
gc.disable()


def recursive():
    def inner(n):
        return inner(n - 1) if n else 0
    return inner(2)


def caught():
    try:
        raise ValueError
    except ValueError as error:
        kept = error


class Node:
    def __init__(self):
        self.method = self.look

    def look(self):
        pass


for make in (recursive, caught, Node, lambda: None, dict, lambda: [].append):
    make()
    print(make.__name__, gc.collect() > 0)
