# In which order do the elements of a list die with it?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, end=" ")


for end in (lambda row: row.clear(), lambda row: row.__init__(), lambda row: None):
    row = [Cup(letter) for letter in "abcd"]
    end(row)
    row = None
    print("|")
pair = (Cup("x"), Cup("y"), Cup("z"))
del pair
print("| tuple")
