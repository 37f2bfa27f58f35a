# When does a `WeakKeyDictionary` forget?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name


notes = weakref.WeakKeyDictionary()
a, b = Cup("a"), Cup("b")
notes[a] = "first"
notes[b] = "second"
print([(cup.name, note) for cup, note in notes.items()])
del a
print(len(notes), list(notes.values()))
print(b in notes, 5 in notes)
try:
    notes[5] = "number"
except TypeError as error:
    print(error)
del b
print(len(notes))
