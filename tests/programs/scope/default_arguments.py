# When and in which scope is a default value computed?
word = "first"


def show(value=word, items=[]):
    items.append(value)
    return items


word = "second"
print(show(), show(), show("own"))
print(show.__defaults__)


def later(value=None):
    return word if value is None else value


print(later())
