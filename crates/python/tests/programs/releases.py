"""The order in which lists let go of their items: by a slice, with a step, at the interpreter's end."""


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("-", self.name)


def items():
    return [Item(name) for name in "abcdef"]


for step in (2, -2, 1, -1):
    print("del", step)
    held = items()
    del held[::step]
    print("rest")
    del held
print("assigned")
held = items()
held[::2] = [1, 2, 3]
print("and backwards")
held = items()
held[4::-2] = [1, 2, 3]
print("rest")
del held

several = [Item("a"), Item("b"), Item("c")]
pair = (Item("d"), Item("e"))
nested = [(Item("f"), Item("g")), Item("h")]
print("end")
