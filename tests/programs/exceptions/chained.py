# What does the report show when a handler raises in turn?
# raises: RuntimeError
def read(table, key):
    try:
        return table[key]
    except KeyError:
        raise RuntimeError("no such entry")


print(read({"a": 1}, "a"))
read({"a": 1}, "b")
