# What can a generator do with an exception that is thrown into it?
def stubborn():
    while True:
        try:
            yield "waiting"
        except ValueError as error:
            print("caught", error)
        except KeyError:
            return "given up"


running = stubborn()
next(running)
print(running.throw(ValueError("one")))
try:
    running.throw(KeyError("two"))
except StopIteration as stop:
    print(stop.value)
fresh = stubborn()
try:
    fresh.throw(ValueError("not begun"))
except ValueError as error:
    print("not caught:", error)
print(list(fresh))
