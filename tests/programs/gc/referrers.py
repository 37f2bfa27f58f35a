# Who holds an object?
import gc

gc.collect()
thing = ["sought"]
box = [thing]
table = {"key": thing}
pair = (thing, 1)
found = gc.get_referrers(thing)
print(any(x is box for x in found), any(x is table for x in found))
print(any(x is pair for x in found), any(x is globals() for x in found))
del box[0], table["key"]
found = gc.get_referrers(thing)
print(any(x is box for x in found), any(x is table for x in found))
