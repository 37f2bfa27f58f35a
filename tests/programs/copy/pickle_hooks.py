# In which order are the hooks of a class called, and those of a pickler?
import io, pickle

class Cup:
    def __new__(cls, *given):
        print("new", given)
        return super().__new__(cls)
    def __getnewargs__(self):
        print("getnewargs")
        return "tea",
    def __getstate__(self):
        print("getstate")
        return {"drink": "tea"}
    def __setstate__(self, state):
        print("setstate", state)

class Shelf(list):
    def extend(self, items):
        items = list(items)
        print("extend", items)
        super().extend(items)

class Writer(pickle.Pickler):
    def persistent_id(self, thing):
        if isinstance(thing, Shelf):
            print("persistent_id of a shelf")
            return "shelf"

class Reader(pickle.Unpickler):
    def persistent_load(self, name):
        print("persistent_load", name)
        return name
    def find_class(self, module, name):
        print("find_class", name)
        return super().find_class(module, name)

data = pickle.dumps(Cup())
pickle.loads(data)
pickle.loads(pickle.dumps(Shelf([1]), 2))
pickle.loads(pickle.dumps(Shelf([1, 2]), 2))
file = io.BytesIO()
Writer(file).dump([Cup(), Shelf()])
file.seek(0)
print(type(Reader(file).load()).__name__)
