"""What benches/collect.rs measures, for the Python that runs this: nanoseconds for each object, the best of five."""
import gc
import time

N = 1000000


class Slot(object):
    __slots__ = ("other",)


def best(run):
    return min(run() for _ in range(5)) / N * 1e9


def drop_cycles():
    for _ in range(N // 2):
        a = Slot()
        b = Slot()
        a.other = b
        b.other = a


def timed(*steps):
    start = time.perf_counter()
    for step in steps:
        step()
    return time.perf_counter() - start


def cycles_collected():
    gc.collect()
    drop_cycles()
    return timed(gc.collect)


def cycles_made_and_collected():
    gc.collect()
    return timed(drop_cycles, gc.collect)


def made_and_dropped():
    def run():
        for _ in range(N):
            Slot()
    return timed(run)


def live_graph():
    last = None
    for _ in range(N):
        slot = Slot()
        slot.other = last
        last = slot
    gc.collect()
    result = best(lambda: timed(gc.collect))
    # Not recursively: a chain of a million is deep.
    while last is not None:
        last = last.other
    return result


gc.disable()
print("live_graph", round(live_graph(), 1))
print("cycles_collected", round(best(cycles_collected), 1))
print("cycles_made_and_collected", round(best(cycles_made_and_collected), 1))
gc.enable()
print("cycles_collected_while_they_are_made", round(best(lambda: timed(drop_cycles)), 1))
print("made_and_dropped", round(best(made_and_dropped), 1))
