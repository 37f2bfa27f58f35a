# Which keys count as one?
table = {1: "int", 1.0: "float", True: "bool"}
print(table)
table["1"] = "text"
print(table, table[1.0], len(table))
table = {}
table[0.0] = "plus"
table[-0.0] = "minus"
print(table)
nan = float("nan")
table = {nan: 1}
print(nan in table, float("nan") in table, len({float("nan"), float("nan"), nan, nan}))
print({(1, 2): "a"}[(1.0, 2.0)], {frozenset([1, 2]): "b"}[frozenset([2, 1])])
