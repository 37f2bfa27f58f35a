# Which exceptions does `suppress` let through?
from contextlib import nullcontext, suppress

with suppress(KeyError, ValueError):
    print("one")
    int("x")
    print("never")
print("two")
try:
    with suppress(KeyError):
        [][0]
except IndexError as error:
    print(error)
with suppress(LookupError):
    {}["a"]
with nullcontext("value") as value:
    print(value)
with suppress():
    print("three")
