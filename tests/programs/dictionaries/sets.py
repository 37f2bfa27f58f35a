# What do the operations of sets give back?
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a < {1, 2, 3, 4}, a.isdisjoint({9}))
print(a.union([7], (8,)), a.intersection([1, 9]), {1, 2} <= {1, 2})
same = a
a |= {10}
a.discard(99)
a.remove(1)
print(a is same, sorted(a), type(frozenset(a) | {1}).__name__, type({1} | frozenset(a)).__name__)
for run in (lambda: a.remove(99), lambda: a | [1], lambda: {1} < [1], lambda: a[0],
            lambda: a + b, lambda: frozenset([1]).add(2), lambda: set(5)):
    try:
        run()
    except Exception as error:
        print(type(error).__name__, error)
print(set(), frozenset(), frozenset({1}), {1}, repr({(): 1}))
