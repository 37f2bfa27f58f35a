# Is a finalizer that was called by hand called again at death?
class Cup:
    def __init__(self):
        self.open = True

    def close(self):
        if self.open:
            self.open = False
            print("closed")

    def __del__(self):
        print("finalizer")
        self.close()


cup = Cup()
cup.__del__()
print("by hand")
del cup
print("end")
