# What do the views of a dictionary show after a change?
table = {"a": 1, "b": 2}
keys, values, items = table.keys(), table.values(), table.items()
table["c"] = 3
print(list(keys), list(values), list(items), len(keys))
print("c" in keys, 3 in values, ("c", 3) in items)
print(keys & {"a", "z"} == {"a"}, sorted(keys | {"z"}))
walker = iter(table)
table["d"] = 4
try:
    next(walker)
except RuntimeError as error:
    print(error)
print([type(view).__name__ for view in (keys, values, items)])
