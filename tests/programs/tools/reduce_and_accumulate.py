# In which order do `reduce` and `accumulate` combine?
import functools
import itertools


def join(a, b):
    return "(" + a + b + ")"


print(functools.reduce(join, "abcd"))
print(functools.reduce(join, "ab", "start"), functools.reduce(join, "a"))
print(list(itertools.accumulate("abc", join)))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.accumulate([], initial=5)))
try:
    functools.reduce(join, [])
except TypeError as error:
    print(error)
