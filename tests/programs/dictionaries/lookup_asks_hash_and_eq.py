# Which questions does a look-up ask of its keys?
class Key:
    def __init__(self, name, code):
        self.name, self.code = name, code

    def __hash__(self):
        print("hash", self.name, end="; ")
        return self.code

    def __eq__(self, other):
        print(self.name, "==", other.name, end="; ")
        return self.code == other.code


a, b, c = Key("a", 1), Key("b", 1), Key("c", 9)
table = {a: "first"}
print()
print(table[a])
print(table[b])
print(c in table)
table[b] = "second"
print(len(table), [key.name for key in table])
del table[b]
print(len(table))
