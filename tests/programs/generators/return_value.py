# Where is the value that a generator returns?
def work():
    yield 1
    return "result"


def outer():
    got = yield from work()
    print("got", got)
    return got * 2


running = work()
print(next(running))
try:
    next(running)
except StopIteration as stop:
    print(stop.value, stop.args)
print(list(outer()))
print([x for x in work()])
