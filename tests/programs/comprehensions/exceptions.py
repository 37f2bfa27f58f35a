# What is left when a comprehension fails half-way?
seen = []


def check(n):
    seen.append(n)
    return 10 // (2 - n)


row = ["before"]
try:
    row = [check(n) for n in range(5)]
except ZeroDivisionError as error:
    print(error, row, seen)
try:
    [int(text) for text in ("1", "x")]
except ValueError as error:
    print(error)
try:
    [a for a, b in [(1, 2), (3,)]]
except ValueError as error:
    print(error)
