# Which values does a lazy expression see, and which a list?
factor = 2
eager = [n * factor for n in range(3)]
lazy = (n * factor for n in range(3))
factor = 10
print(eager, list(lazy), list(lazy))
source = [1, 2]
lazy = (n for n in source)
source.append(3)
print(list(lazy))
source = [1, 2]
lazy = (n for n in source)
source = [9]
print(list(lazy))
print(type(lazy).__name__, type(eager).__name__, len(list(range(3))))
