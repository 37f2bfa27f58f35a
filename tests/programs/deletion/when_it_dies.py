# At which statement does an object die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


a = Cup("a")
b = a
del a
print("one name left")
b = None
print("no name left")
Cup("never named")
print("end")
