# In which order do the keys and values of a dictionary die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


shelf = {Cup("key 1"): Cup("value 1"), Cup("key 2"): Cup("value 2")}
del shelf
print("| dropped")
shelf = {Cup("key 1"): Cup("value 1"), Cup("key 2"): Cup("value 2")}
shelf.clear()
print("| cleared")
shelf = {1: Cup("old")}
shelf[1] = Cup("new")
print("| replaced")
del shelf[1]
print("| deleted")
