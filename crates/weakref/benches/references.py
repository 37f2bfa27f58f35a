"""The operations of the comparison for the Python that runs this: what contenders/mod.rs says, in Python.

By hand it prints nanoseconds for each weak reference. With `time` or `bytes` behind it, it is a contender's process:
it reads lines `operation count` and answers each with a line of readings, one for each step.
"""
import gc
import sys
from time import process_time_ns as now
from weakref import ref


class Thing(object):
    __slots__ = ("__weakref__",)


def weakrefs(count, begin, step):
    # Nothing here is for the collector, and the other contenders have none at work.
    gc.disable()
    objects = [Thing() for _ in range(count)]
    refs = None

    def make():
        nonlocal refs
        refs = [ref(thing) for thing in objects]

    def read():
        for weak in refs:
            weak()

    begin()
    step(make)
    step(read)
    step(objects.clear)
    assert refs[count // 2]() is None


def timed(count):
    """Nanoseconds of the processor's time for each step."""
    readings = []

    def step(run):
        start = now()
        run()
        readings.append(now() - start)

    weakrefs(count, lambda: None, step)
    return readings


def weighed(count):
    """The most bytes held to the end of each step beyond the objects, asked for from any of Python's allocators."""
    import tracemalloc

    readings = []
    before = []

    def begin():
        before.append(tracemalloc.get_traced_memory()[0])

    def step(run):
        run()
        readings.append(tracemalloc.get_traced_memory()[1] - before[0])

    tracemalloc.start()
    weakrefs(count, begin, step)
    tracemalloc.stop()
    return readings


def serve(measure):
    for line in sys.stdin:
        _, count = line.split()
        print(*measure(int(count)), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["time"]:
        serve(timed)
    elif sys.argv[1:] == ["bytes"]:
        serve(weighed)
    else:
        rounds = [timed(1000000) for _ in range(5)]
        for name, readings in zip(("made", "read", "cleared"), zip(*rounds)):
            print(name, round(min(readings) / 1e6, 1))
