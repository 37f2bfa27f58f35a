# What happens when a list loses elements while it is walked?
row = list(range(8))
seen = []
for item in row:
    seen.append(item)
    if item % 2 == 0:
        row.remove(item)
print(seen, row)
table = {1: "a", 2: "b"}
try:
    for key in table:
        del table[key]
except RuntimeError as error:
    print(error)
print(table)
