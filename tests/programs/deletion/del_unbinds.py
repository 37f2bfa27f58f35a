# Does `del` end the object or only the name?
row = [1, 2, 3]
same = row
del row
print(same)
try:
    row
except NameError as error:
    print(error)
del same[0]
print(same)
row = same
print(row is same)
