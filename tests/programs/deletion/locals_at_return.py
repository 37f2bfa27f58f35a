# In which order do the locals of a function die when it returns?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def work():
    a = Cup("a")
    b = Cup("b")
    c = Cup("c")
    print("returning")


work()
print("returned")
