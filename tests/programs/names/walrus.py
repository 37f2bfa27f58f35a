# Which name does `:=` bind, and where?
data = [5, 3, 8]
if (count := len(data)) > 2:
    print(count)
print([last := item for item in data], last)


def total(row):
    return (s := sum(row)), s


print(total(data), "s" in globals())
print((y := 1, 2), y)
