# What is said of items and operations that arrays don't have?
from array import array

for code, values in {"b": [128, -129, "x", 1.0, 2**80], "B": [256, -1], "h": [2**15, 1.5], "H": [2**16, -1, 2**40],
                     "i": [2**31, -2**31 - 1, 2**70], "I": [2**32, -1, 2**70, "x", 1.0], "l": [2**63, "x", 1.0],
                     "L": [2**64, -1, "x", 1.0], "q": [2**63, "x"], "Q": [2**64, -1, 1.0], "d": ["x", None]}.items():
    for value in values:
        try:
            print(array(code, [value]))
        except Exception as error:
            print(code, type(error).__name__, error)
one, none = array("i", [1]), array("i")
for wrong in (lambda: array(), lambda: array(1), lambda: array("i", "abc"), lambda: array("i", 3),
              lambda: array("i", x=3), lambda: array("i", [1], 2), lambda: none.pop(), lambda: one[5],
              lambda: one.pop(3), lambda: none.remove(3), lambda: none.index(3), lambda: none["x"],
              lambda: none + [1], lambda: none + array("b"), lambda: none.extend(array("b")), lambda: none.extend(3),
              lambda: none.fromlist((1,)), lambda: none.frombytes(b"abc"), lambda: none.frombytes("abc"),
              lambda: none.append(), lambda: none.__setitem__(0, 1), lambda: one.__setitem__(slice(0, 1), [1]),
              lambda: (one * 4).__setitem__(slice(0, 4, 2), array("i", [1])), lambda: hash(one), lambda: none * "x",
              lambda: one.x, lambda: array("i", b"abc"), lambda: none < [], lambda: none.__iadd__([1]),
              lambda: array("i", array("d", [1.0]))):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
