# What does a strict `zip` say when the lengths differ?
# since: 3.10
print(list(zip("ab", [1, 2], strict=True)))
for sources in (("ab", [1]), ("a", [1, 2]), ("ab", [1, 2], [1])):
    taken = []
    try:
        for pair in zip(*sources, strict=True):
            taken.append(pair)
    except ValueError as error:
        print(taken, error)
print(list(zip(strict=True)))
