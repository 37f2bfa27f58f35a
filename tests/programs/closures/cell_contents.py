# What can be seen of, and done to, a captured variable?
def outer():
    value = 1

    def inner():
        return value

    return inner


inner = outer()
cell = inner.__closure__[0]
print(cell.cell_contents, inner.__code__.co_freevars)
cell.cell_contents = 99
print(inner())
del cell.cell_contents
for look in (lambda: cell.cell_contents, inner):
    try:
        look()
    except Exception as error:
        print(type(error).__name__, error)
print(outer.__closure__, type(cell).__name__)
