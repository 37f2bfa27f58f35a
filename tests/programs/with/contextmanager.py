# How does a generator become a context manager?
from contextlib import contextmanager


@contextmanager
def room(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print("exit", name)


with room("a") as inside:
    print(inside)
with room("b"):
    raise ValueError("in b")
try:
    with room("c"):
        raise KeyError("in c")
except KeyError as error:
    print("caught", error)
