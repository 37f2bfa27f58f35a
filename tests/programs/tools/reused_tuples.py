# Does a tool that gives tuples make a new one each time?
import itertools

print(len({id(pair) for pair in zip("abc", "abc")}) == 1)
kept = list(zip("abc", "abc"))
print(len({id(pair) for pair in kept}))
print(len({id(pair) for pair in enumerate("abc")}) == 1)
print(len({id(pair) for pair in itertools.product("ab", "ab")}) == 1)
print(len({id(pair) for pair in {"a": 1, "b": 2, "c": 3}.items()}) == 1)
walker = zip([1, 2, 3, 4], "abcd")
print(id(next(walker)) == id(next(walker)))
first = next(walker)
number = id(first)
print(id(next(walker)) == number, first)
