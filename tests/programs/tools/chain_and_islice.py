# How much do the lazy tools take from their source?
import itertools

source = iter(range(10))
print(list(itertools.islice(source, 3)), next(source))
print(list(itertools.takewhile(lambda n: n < 6, source)), next(source))
print(list(itertools.chain("ab", [1], ())), list(itertools.chain.from_iterable(["ab", "c"])))
print(list(itertools.islice("abcdef", 1, None, 2)), list(itertools.islice("abc", 0)))
print(list(itertools.dropwhile(lambda n: n < 3, [1, 3, 2])))
count = itertools.count(10, 5)
print(next(count), next(count), count)
print(list(zip(range(3), itertools.cycle("ab"))), list(itertools.repeat("x", 2)))
try:
    itertools.islice([], -1)
except ValueError as error:
    print(error)
