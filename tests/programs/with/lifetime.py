# How long does the manager live that a `with` statement uses?
class Room:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return "not the room"

    def __exit__(self, *details):
        print("exit", self.name)

    def __del__(self):
        print("gone:", self.name)


with Room("unnamed"):
    print("inside")
print("after")
with Room("a") as text, Room("b"):
    print(text)
print("end")
room = Room("named")
with room:
    pass
del room
