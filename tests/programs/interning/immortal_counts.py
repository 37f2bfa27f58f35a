# Whose references are not counted any more?
# since: 3.12
import sys

text = "".join(["run", " time"])
mortal = [1]
mark = sys.getrefcount(None)
for name, thing in [
    ("None", None), ("True", True), ("5", 5), ("empty tuple", ()),
    ("empty str", ""), ("letter", "a"), ("type", int), ("list", mortal),
    ("big int", int("123456789")), ("text", text),
]:
    print(name, sys.getrefcount(thing) == mark)
