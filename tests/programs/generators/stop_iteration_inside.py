# What becomes of a `StopIteration` that is raised inside a generator?
def careless(source):
    while True:
        yield next(source)


running = careless(iter([1]))
print(next(running))
try:
    next(running)
except RuntimeError as error:
    print(error)
    print(type(error.__cause__).__name__)


def ignores_close():
    try:
        yield 1
    except GeneratorExit:
        yield 2


stuck = ignores_close()
next(stuck)
try:
    stuck.close()
except RuntimeError as error:
    print(error)
