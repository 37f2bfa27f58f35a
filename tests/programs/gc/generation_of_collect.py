# Which generations can be asked for?
import gc

for generation in (0, 1, 2):
    print(generation, gc.collect(generation) >= 0)
for wrong in (3, -1):
    try:
        gc.collect(wrong)
    except ValueError as error:
        print(error)
print(len(gc.get_count()), len(gc.get_stats()))
gc.collect()
print(gc.get_count()[1:])
