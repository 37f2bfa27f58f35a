# In which order do the combining tools give their results?
import itertools

print(list(itertools.product("ab", [1, 2])))
print(list(itertools.permutations("abc", 2)))
print(list(itertools.combinations("abc", 2)))
print(list(itertools.combinations_with_replacement("ab", 2)))
print(list(itertools.product()), list(itertools.combinations("a", 2)))
print(["".join(p) for p in itertools.product("01", repeat=2)])
print(list(itertools.starmap(pow, [(2, 3), (3, 2)])))
print(list(itertools.zip_longest("abc", [1], fillvalue="-")))
print(list(itertools.compress("abcd", [1, 0, 1, 0])))
