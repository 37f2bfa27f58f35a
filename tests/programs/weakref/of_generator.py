# Is the callback for a generator called before or after its `finally`?
import weakref


def wait():
    try:
        yield
    finally:
        print("left")


generator = wait()
next(generator)
reference = weakref.ref(generator, lambda reference: print("callback", reference()))
del generator
print(reference())
