# What does a collection find of generators that wait, with and without a `try`?
import gc


class Noisy:
    def __del__(self):
        print("gone")


def plain(noisy):
    yield noisy


def guarded(noisy):
    try:
        yield noisy
    finally:
        print("left")


for make, begins in [(plain, True), (plain, False), (guarded, True), (guarded, False)]:
    gc.collect()
    box = [make(Noisy())]
    box.append(box)
    if begins:
        next(box[0])
    del box
    found = gc.collect()
    print(make.__name__, begins, found if begins else found > 0)
