# Where does `DEBUG_SAVEALL` put what was found?
import gc

gc.collect()
gc.disable()
print(gc.garbage)
gc.set_debug(gc.DEBUG_SAVEALL)
row = ["ring"]
row.append(row)
del row
print(gc.collect())
print(len(gc.garbage), gc.garbage[0][0])
gc.set_debug(0)
gc.garbage.clear()
print(gc.collect(), gc.garbage, gc.get_debug())
