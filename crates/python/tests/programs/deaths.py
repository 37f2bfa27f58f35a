class A:
    def __init__(self, name): self.name = name
    def __del__(self): print("gone", self.name)
def f():
    a = A("a"); b = A("b"); c = A("c")
    print("end of f")
f()
def g():
    kept = A("kept")
    raise ValueError("no")
try:
    g()
except ValueError as error:
    print("handled", error)
print("after")
box = [A("x"), A("y")]
box[0].other = box[1]
del box
def gen():
    inside = A("inside")
    try:
        yield 1
    finally:
        print("closing")
it = gen()
print(next(it))
del it
class Saved:
    def __del__(self):
        global saved
        saved = self
        print("saved")
s = Saved()
del s
print(type(saved).__name__)
saved = None
last = A("last")
