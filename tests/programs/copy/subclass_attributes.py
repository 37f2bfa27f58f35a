# Does a copy of a subclass of `list` keep its attributes?
import copy


class Row(list):
    label = "class"


class Table(dict):
    def __init__(self, owner):
        super().__init__()
        self.owner = owner


row = Row([1, [2]])
row.label = "own"
twin = copy.copy(row)
print(type(twin).__name__, twin, twin.label, twin[1] is row[1])
deep = copy.deepcopy(row)
print(deep, deep.label, deep[1] is row[1])
table = Table(["me"])
table["k"] = [1]
twin = copy.copy(table)
print(type(twin).__name__, twin, twin.owner is table.owner)
