# In which order does a set of integers show its elements?
print({3, 1, 2}, {10, 1, 9, 8}, {100, 50, 7}, {-1, -2, 0})
print({8, 0}, {0, 8}, {16, 8, 0}, {0, 8, 16})
group = set()
for number in (32, 1, 33, 2, 34):
    group.add(number)
print(group)
group.discard(1)
group.add(64)
print(group, group.pop(), group)
print(set(range(20, 0, -1)))
print(list({2.5, 1, 0.5 + 0.5, True}))
