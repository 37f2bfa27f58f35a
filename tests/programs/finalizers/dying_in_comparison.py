# May an object die in the middle of an operation on its container?
class Cup:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        row.clear()
        return False

    def __del__(self):
        print("gone:", self.name)


row = [Cup("a"), Cup("b"), Cup("c")]
print(5 in row)
print(len(row))
row = [Cup("x"), Cup("y")]
try:
    print(row.index(5))
except ValueError as error:
    print(type(error).__name__)
