# Can a finalizer use the names of its module?
greeting = "hello"


def say(text):
    print(greeting, text)


class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        say(self.name)


cup = Cup("one")
del cup
greeting = "goodbye"
cup = Cup("two")
cup = Cup("three")
del cup
