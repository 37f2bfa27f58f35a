# In which order does an exit stack undo what it was given?
from contextlib import ExitStack, closing


class Room:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", self.name, details[0] and details[0].__name__)

    def close(self):
        print("close", self.name)


with ExitStack() as stack:
    for name in "ab":
        stack.enter_context(Room(name))
    stack.callback(print, "callback", 1)
    stack.push(Room("pushed"))
    stack.enter_context(closing(Room("c")))
    print("inside")
stack = ExitStack()
stack.callback(print, "kept")
later = stack.pop_all()
stack.close()
print("now")
later.close()
