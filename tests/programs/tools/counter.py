# How does a counter count, and what does it say of what it never saw?
from collections import Counter

letters = Counter("abracadabra")
print(letters, letters["z"], "z" in letters, letters.most_common(2))
letters.update("zz")
letters["q"] = 0
print(letters["z"], sorted(letters), sum(letters.values()))
print(Counter(a=3, b=1) + Counter(a=1, c=2), Counter(a=3, b=1) - Counter(a=1, b=5))
print(Counter(a=3) & Counter(a=1), Counter(a=3) | Counter(b=1), +Counter(a=0, b=-1))
print(list(Counter(b=2, a=1).elements()), Counter() == Counter(a=0))
del letters["nothing"]
print(repr(Counter()))
