# When is a default value made, and who shares it?
def add(item, items=[]):
    items.append(item)
    return items


first = add(1)
second = add(2)
print(first, first is second, add.__defaults__)
print(add(3, []), add(4))


def fresh(item, items=None):
    items = [] if items is None else items
    items.append(item)
    return items


print(fresh(1), fresh(2))
add.__defaults__[0].clear()
print(first)
