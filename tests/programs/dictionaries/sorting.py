# Is sorting stable, and which questions does it ask?
words = ["bb", "a", "cc", "d", "aa"]
print(sorted(words, key=len), sorted(words, key=len, reverse=True))


class Loud:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print(self.n, "<", other.n, end="; ")
        return self.n < other.n


print([x.n for x in sorted([Loud(2), Loud(3), Loud(1)])])
row = [3, 1, 2]
try:
    row.sort(key=lambda n: row.append(n))
except (ValueError, TypeError) as error:
    print(type(error).__name__, error)
print(sorted([(1, "b"), (1, "a"), (0, "c")]), sorted({"b": 1, "a": 2}))
