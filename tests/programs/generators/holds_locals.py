# When do the locals of a generator die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def work():
    cup = Cup("local")
    yield 1
    cup = Cup("second")
    yield 2


running = work()
next(running)
next(running)
print("waiting")
next(running, None)
print("finished")
other = work()
next(other)
del other
print("end")
