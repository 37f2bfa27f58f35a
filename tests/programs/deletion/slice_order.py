# In which order do the elements of a deleted slice die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


row = [Cup(number) for number in range(5)]
del row[1:4]
print("slice deleted", len(row))
row[0] = None
print("item replaced")
row = None
print("end")
