# When does an object die that a failing function made?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def fail():
    cup = Cup("local")
    raise ValueError("failed")


try:
    fail()
except ValueError as error:
    print("handling:", error)
print("handled")
kept = None
try:
    fail()
except ValueError as error:
    kept = error
print("kept")
kept = None
print("end")
