# Which changes does a walk over a dictionary notice?
def walk(change):
    table = {1: "a", 2: "b", 3: "c"}
    seen = []
    try:
        for key in table:
            seen.append(key)
            change(table, key)
    except RuntimeError as error:
        return seen, str(error)
    return seen, table


def rename(table, key):
    if key < 100:
        del table[key]
        table[key + 100] = "new"


print(walk(lambda table, key: table.__setitem__(key, "changed")))
print(walk(lambda table, key: table.__setitem__(key + 10, "added")))
print(walk(lambda table, key: table.pop(key)))
print(walk(lambda table, key: table.clear()))
print(walk(rename)[0][:3])
