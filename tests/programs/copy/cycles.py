# Can a structure that holds itself be copied deeply?
import copy

row = [1]
row.append(row)
twin = copy.deepcopy(row)
print(twin, twin is row, twin[1] is twin)
table = {"name": "a"}
table["self"] = table
pair = (table, [])
pair[1].append(pair)
twin = copy.deepcopy(pair)
print(twin[0]["self"] is twin[0], twin[1][0] is twin, twin[0] is table)
print(copy.copy(row)[1] is row)
