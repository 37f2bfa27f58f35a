# When do objects die that an expression makes on its way?
class Cup:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        return Cup(self.name + other.name)

    def __del__(self):
        print("gone:", self.name)


print((Cup("a") + Cup("b") + Cup("c")).name)
print("next")
[Cup("in a list")][0].name
print("next")
print(Cup("x").name if Cup("test") else None)
