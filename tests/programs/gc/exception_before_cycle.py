# An exception's arguments were made before what comes after it: they are finalized first.
import gc


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


first = Told('first')
first.itself = first
first = KeyError(first)
second = Told('second')
held = [second]
second.held = held
del second
gc.collect()
first = held = None
gc.collect()
