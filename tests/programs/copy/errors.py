# Which objects can't be copied?
import copy
import threading


class No:
    def __copy__(self):
        raise TypeError("this one can't")

    def __reduce_ex__(self, protocol):
        raise TypeError("nor deeply")


def numbers():
    yield 1


for thing in (No(), numbers(), threading.Lock()):
    for make in (copy.copy, copy.deepcopy):
        try:
            make(thing)
            print("copied")
        except TypeError as error:
            print(str(error).replace("_thread.lock", "lock").replace("'lock'", "lock"))
