# In which order do the arguments of a function die when it returns?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def work(first, second, third):
    print("inside")


work(Cup("first"), Cup("second"), Cup("third"))
print("returned")
work(third=Cup("3"), second=Cup("2"), first=Cup("1"))
print("end")
