# Does a small threshold for the oldest generation suffice for a full collection, in a small program?
import gc

gc.collect()
cycle = []
cycle.append(cycle)
gc.collect(1)
del cycle
gc.collect(0)
gc.set_threshold(50, 0, 0)
many = [[] for _ in range(400)]
gc.set_threshold(100_000, 10, 10)
del many
print("garbage is left:", gc.collect())
