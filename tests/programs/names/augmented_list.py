# Does `+=` on a list change the list, or make another one?
row = [1]
same = row
before = id(row)
row += [2]
print(id(row) == before, same)
row = row + [3]
print(id(row) == before, same, row)
row *= 2
print(same, row)
