# What does a comprehension see when its source changes?
row = [1, 2, 3]
print([row.pop() for _ in list(row)], row)
row = [3, 2, 1]
print([row.append(0) or item for item in row if item and len(row) < 6], row)
table = {"a": 1}
try:
    {k: table.setdefault(k + "b", 1) for k in table}
except RuntimeError as error:
    print(error)
print(table)
group = {1}
try:
    [group.add(n + 100) for n in group]
except RuntimeError as error:
    print(error)
