# Does the generator hold what its locals hold, or its frame object?
import gc


def generator(held):
    yield held


held = []
waiting = generator(held)
print(sorted(type(referrer).__name__ for referrer in gc.get_referrers(held)))
next(waiting)
print(sorted(type(referrer).__name__ for referrer in gc.get_referrers(held)))
before = len(gc.get_objects())
another = generator(1)
print(len(gc.get_objects()) - before)
waiting.close()
print(sorted(type(referrer).__name__ for referrer in gc.get_referrers(held)))
