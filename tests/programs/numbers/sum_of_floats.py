# Does `sum` add floats one after another?
values = [0.1] * 10
total = 0.0
for value in values:
    total += value
print(total, sum(values), sum(values) == total)
print(sum([1e100, 1.0, -1e100]), sum([1, 2.5, 3]))
print(sum([], 5), sum([[1], [2]], []))
try:
    sum(["a", "b"], "")
except TypeError as error:
    print(error)
try:
    sum(["a"])
except TypeError as error:
    print(error)
