# What is said about a generator that yields never, or twice?
from contextlib import contextmanager


@contextmanager
def never():
    return
    yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def twice_on_error():
    try:
        yield 1
    except ValueError:
        yield 2


for manager, fail in ((never, False), (twice, False), (twice_on_error, True)):
    try:
        with manager():
            if fail:
                raise ValueError
    except RuntimeError as error:
        print(error)
