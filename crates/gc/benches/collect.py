"""The operations of the comparison for the Python that runs this: what contenders/contender.rs says, in Python.

By hand it prints nanoseconds for each object. With `time` or `bytes` behind it, it is a contender's process:
it reads lines `operation count` and answers each with a line of readings, one for each step (harness/child.rs).
"""
import gc
import sys
from time import process_time_ns as now


class Slot(object):
    __slots__ = ("other",)


def drop_cycles(count):
    for _ in range(count // 2):
        a = Slot()
        b = Slot()
        b.other = a
        a.other = b


def make_and_drop(count):
    for _ in range(count):
        Slot()


def collect(expected):
    found = gc.collect()
    assert found == expected, (found, expected)


def cycles(count, step):
    gc.disable()
    step(drop_cycles, count)
    step(collect, count)


def live(count, step, length=1000):
    gc.disable()
    length = min(length, count)
    tops = []
    for _ in range(count // length):
        last = Slot()
        tops.append(last)
        for _ in range(length - 1):
            slot = Slot()
            last.other = slot
            last = slot
    step(collect, 0)


def chain(count, step):
    gc.disable()
    last = None
    for _ in range(count):
        slot = Slot()
        slot.other = last
        last = slot
    step(collect, 0)


def made_and_dropped(count, step):
    gc.enable()
    step(make_and_drop, count)


OPERATIONS = {
    "cycles": cycles,
    "live": live,
    "chain": chain,
    "made_and_dropped": made_and_dropped,
}


def timed(operation, count):
    """Nanoseconds of the processor's time for each step."""
    readings = []

    def step(run, *args):
        start = now()
        run(*args)
        readings.append(now() - start)

    operation(count, step)
    return readings


def weighed(operation, count):
    """The most bytes held to the end of each step, asked for from any of Python's allocators, with the heads of the collector."""
    import tracemalloc

    readings = []
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()

    def step(run, *args):
        run(*args)
        readings.append(tracemalloc.get_traced_memory()[1] - before)

    operation(count, step)
    tracemalloc.stop()
    return readings


def serve(measure):
    for line in sys.stdin:
        name, count = line.split()
        # What a run or an import before left behind is not this one's.
        gc.collect()
        print(*measure(OPERATIONS[name], int(count)), flush=True)


def by_hand():
    for name, operation in OPERATIONS.items():
        rounds = [timed(operation, 1000000) for _ in range(5)]
        print(name, *[round(min(step) / 1e6, 1) for step in zip(*rounds)])


if __name__ == "__main__":
    if sys.argv[1:] == ["time"]:
        serve(timed)
    elif sys.argv[1:] == ["bytes"]:
        serve(weighed)
    else:
        by_hand()
