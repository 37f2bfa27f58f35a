# What passes through `yield from`?
def inner():
    try:
        received = yield "a"
        print("inner received", received)
        yield "b"
    except ValueError as error:
        print("inner caught", error)
        yield "c"


def outer():
    yield from inner()
    yield from "xy"
    yield "end"


running = outer()
print(next(running))
print(running.send("hello"))
print(running.throw(ValueError("thrown")))
print(list(running))
