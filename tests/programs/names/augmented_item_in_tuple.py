# What happens to a list in a tuple when `+=` fails?
box = ([1], 2)
try:
    box[0] += [5]
except TypeError as error:
    print(type(error).__name__, error)
print(box)
box[0].append(6)
print(box)
