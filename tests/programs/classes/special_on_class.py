# Where are special methods looked for?
class Box:
    pass


box = Box()
box.__len__ = lambda: 5
try:
    len(box)
except TypeError as error:
    print(error)
Box.__len__ = lambda self: 7
print(len(box), bool(box))
Box.__len__ = lambda self: -1
for run in (lambda: len(box), lambda: bool(Box())):
    try:
        run()
    except ValueError as error:
        print(error)
Box.__bool__ = lambda self: "yes"
try:
    bool(box)
except TypeError as error:
    print(error)
