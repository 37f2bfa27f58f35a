# What happens to a group when the walk goes on?
import itertools

data = ["apple", "avocado", "banana", "blueberry", "apricot"]
for letter, group in itertools.groupby(data, key=lambda word: word[0]):
    print(letter, list(group))
groups = [(letter, group) for letter, group in itertools.groupby("aabb")]
print([(letter, list(group)) for letter, group in groups])
print([(key, len(list(group))) for key, group in itertools.groupby([1, 1.0, True, 2])])
walker = itertools.groupby("aab")
key, group = next(walker)
print(key, next(group))
key, other = next(walker)
print(key, list(other), list(group))
