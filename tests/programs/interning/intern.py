# What does `sys.intern` give back?
import sys

first = "".join(["liv", "ing"])
second = "".join(["liv", "ing"])
print(first is second)
kept = sys.intern(first)
print(kept is first, sys.intern(second) is first)
try:
    sys.intern(b"bytes")
except TypeError as error:
    print(error)


class Text(str):
    pass


try:
    sys.intern(Text("living"))
except TypeError as error:
    print(error)
