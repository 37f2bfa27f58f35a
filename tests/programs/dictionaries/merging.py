# How are dictionaries merged, and who wins?
# since: 3.9
a = {"x": 1, "y": 2}
b = {"y": 20, "z": 30}
print(a | b, b | a, {**a, **b})
same = a
a |= b
print(a is same, a)
a |= [("w", 0)]
print(a)
for run in (lambda: a | [("w", 0)], lambda: a | 5, lambda: {**5}, lambda: a.update(5)):
    try:
        run()
    except TypeError as error:
        print(error)
print(a.keys() - b.keys() == {"x", "w"}, sorted(a.items() & b.items()))
