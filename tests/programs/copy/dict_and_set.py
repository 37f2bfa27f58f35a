# How deep is the copy that a container makes of itself?
table = {"a": [1], "b": {2}}
copies = [table.copy(), dict(table), {**table}]
table["a"].append(2)
table["c"] = 3
print(copies)
print([c["a"] is table["a"] for c in copies])
group = {(1, 2), 3}
other = group.copy()
group.add(4)
print(sorted(map(str, other)), set(group) is group)


class Row(list):
    pass


row = Row([1])
row.label = "x"
print(type(row.copy()).__name__, type(row[:]).__name__, type(row + row).__name__)
