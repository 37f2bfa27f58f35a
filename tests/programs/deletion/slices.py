# Which elements does `del` take out of a list?
row = list(range(10))
del row[2:4]
print(row)
del row[::3]
print(row)
del row[-1], row[0]
print(row)
del row[100:]
print(row)
del row[:]
print(row)
try:
    del row[0]
except IndexError as error:
    print(error)
