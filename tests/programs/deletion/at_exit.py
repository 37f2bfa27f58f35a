# In which order do the objects of a module die when the program ends?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


first = Cup("first")
_private = Cup("private")
second = Cup("second")
_last = Cup("last")
print("end of the program")
