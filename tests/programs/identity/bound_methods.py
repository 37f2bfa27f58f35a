# Is a bound method made anew at each look?
class Box:
    def open(self):
        return "open"


box = Box()
first, second = box.open, box.open
print(first is second, first == second)
print(first.__func__ is Box.open, first.__self__ is box)
print(Box.open is Box.open)
print(box.open == Box().open)
print(len({first, second}))
row = []
print(row.append is row.append, row.append == row.append)
