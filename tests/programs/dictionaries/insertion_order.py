# In which order does a dictionary show its keys?
table = {"b": 1, "a": 2}
table["c"] = 3
table["b"] = 10
print(table)
del table["b"]
table["b"] = 4
print(table, list(table))
table.update(a=0, d=5)
print(table, next(iter(table)), next(reversed(table)))
print(table.popitem(), table.pop("a"), table)
print({"x": 1, "y": 2} == {"y": 2, "x": 1}, dict(b=1, a=2))
