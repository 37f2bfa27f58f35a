# Who decides how an object is copied?
import copy


class Counted:
    def __init__(self, items):
        self.items = items
        print("init")

    def __copy__(self):
        print("copy")
        return Counted(self.items)

    def __deepcopy__(self, memo):
        print("deepcopy", type(memo).__name__)
        return Counted(copy.deepcopy(self.items, memo))


class Plain:
    def __init__(self):
        print("plain init")
        self.items = [1]


a = Counted([1])
print(copy.copy(a).items is a.items, copy.deepcopy(a).items is a.items)
p = Plain()
print(copy.copy(p).items is p.items, copy.deepcopy(p).items is p.items)
