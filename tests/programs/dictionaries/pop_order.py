# Which element does `pop` take from a list, a dictionary and a set?
row = [1, 2, 3, 4]
print(row.pop(), row.pop(0), row.pop(-1), row)
table = {"a": 1, "b": 2, "c": 3}
print(table.popitem(), table.popitem(), table)
group = {1, 2, 3}
print(group.pop(), group.pop(), group)
for run in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("a"),
            lambda: {}.pop("a"), lambda: {}.pop("a", "default"), lambda: set().pop()):
    try:
        print(run())
    except Exception as error:
        print(type(error).__name__, error)
