# When does the old object die: before or after the new one is made?
class Cup:
    def __init__(self, name):
        print("made:", name)
        self.name = name

    def __del__(self):
        print("gone:", self.name)


cup = Cup("first")
cup = Cup("second")
print("rebound")
cup = [cup, Cup("third")]
print("in a list")
cup.clear()
print("end")
