# In which order do the attributes of an instance die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


class Tray:
    pass


tray = Tray()
for name in ("left", "middle", "right"):
    setattr(tray, name, Cup(name))
del tray
print("| end")
