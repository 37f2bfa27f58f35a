# What does a loop see when its list grows or shrinks?
row = [1, 2, 3]
for item in row:
    if len(row) < 6:
        row.insert(0, item * 10)
print(row)
row = [1, 2, 3, 4]
seen = []
for item in row:
    seen.append(item)
    row.pop(0)
print(seen, row)
row = [1, 2, 3]
seen = []
for item in reversed(row):
    seen.append(item)
    row.append(9)
print(seen, row)
for item in row[:]:
    row.remove(item)
print(row)
