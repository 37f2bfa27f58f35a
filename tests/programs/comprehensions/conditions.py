# What do `if` before and `if` after the loop do?
print([n for n in range(10) if n % 2 if n % 3])
print([n if n % 2 else -n for n in range(5)])
print([("even", "odd")[n % 2] for n in range(3)])
print(any(n > 2 for n in range(4)), all(n < 2 for n in range(4)))
seen = []
print(any(seen.append(n) or n == 1 for n in range(5)), seen)
print([*(n for n in range(3)), *"ab"])
print(sum(n for n in range(5) if n), max((n % 4 for n in range(6)), default=0))
