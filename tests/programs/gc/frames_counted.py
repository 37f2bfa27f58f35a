# Does the count of the youngest generation grow with the frames of calls?
import gc


def recurse(depth):
    if depth:
        recurse(depth - 1)


def generator():
    yield 1


gc.collect()
gc.disable()
count = gc.get_count
# What `get_count` itself makes waits on free lists then.
count(), count(), count()
before = count()
recurse(50)
after = count()
print("the first time:", (after[0] - before[0]) // 10 * 10)
before = count()
recurse(50)
after = count()
print("the second time:", after[0] - before[0])
gc.collect()
count(), count(), count()
before = count()
waiting = generator()
after = count()
print("a generator:", after[0] - before[0])
