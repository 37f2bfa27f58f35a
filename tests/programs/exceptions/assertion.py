# What does a failed assertion report?
# raises: AssertionError
def check(value):
    assert value > 0, f"{value} is not positive"
    return value


print(check(1))
try:
    check(-1)
except AssertionError as error:
    print("caught:", error)
try:
    assert (1, 2) == (1, 3)
except AssertionError as error:
    print(repr(error))
assert check(5) == 6
