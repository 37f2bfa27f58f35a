# At which lengths does a growing string move to another place?
def grow(limit):
    text = "".join(["x", "y"])
    moved = []
    while len(text) < limit:
        before = id(text)
        text += "z"
        if id(text) != before:
            moved.append(len(text))
    return moved


def grow_shared(limit):
    text = "".join(["x", "y"])
    stayed = 0
    while len(text) < limit:
        kept = text
        text += "z"
        stayed += kept is text
    return stayed


moved = grow(200)
print(len(moved), moved[:8])
print(grow_shared(200))
