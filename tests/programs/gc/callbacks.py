# What are the collector's callbacks told?
import gc

gc.collect()
gc.disable()


def told(phase, info):
    print(phase, {name: info[name] for name in ("collected", "uncollectable")})


row = []
row.append(row)
del row
gc.callbacks.append(told)
gc.collect()
gc.collect()
gc.callbacks.remove(told)
print(gc.collect())
