# Do keys made with one value share it?
table = dict.fromkeys("ab", [])
table["a"].append(1)
print(table, table["a"] is table["b"])
print(dict.fromkeys([1, 2]), dict.fromkeys([1, 1, 1], 0))
keys = table.keys()
table["c"] = []
print(keys, len(keys), table.values(), keys == {"a", "b", "c"})
print(table.items() == [("a", [1])], ("c", []) in table.items())
print(list(table.values()) == [[1], [1], []], table.values() == table.values())
try:
    keys[0]
except TypeError as error:
    print(error)
