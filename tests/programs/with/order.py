# In which order do the parts of a `with` statement run?
class Room:
    def __init__(self, name):
        self.name = name
        print("made", name)

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)


with Room("a") as a, Room("b") as b:
    print("inside", a, b)
try:
    with Room("c"):
        raise ValueError("inside")
except ValueError as error:
    print("caught", error)
