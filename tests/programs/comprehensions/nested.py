# In which order do the loops of a nested comprehension run?
print([(a, b) for a in "xy" for b in range(2)])
print([[b * a for b in range(3)] for a in range(3)])
print([x for row in [[1, 2], [3], []] for x in row])
print([a + b for a in "ab" if a != "b" for b in "12" if b != "1"])
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print({a: {b: a * b for b in range(2)} for a in range(2)})
try:
    [x for x in range(2) for y in z for z in range(2)]
except NameError as error:
    print(type(error).__name__)
