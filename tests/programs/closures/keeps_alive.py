# How long does a captured object live?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def make():
    kept = Cup("captured")
    left = Cup("not captured")

    def inner():
        return kept.name

    print("returning")
    return inner


inner = make()
print(inner())
del inner
print("end")
