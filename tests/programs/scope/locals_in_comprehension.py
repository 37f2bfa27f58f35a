# What does `locals()` show inside a comprehension?
def look():
    before = 1
    names = [sorted(locals()) for item in range(1)]
    print(names)
    lazy = list(sorted(locals()) for item in range(1))
    print(lazy)


look()


class Body:
    a = 1
    names = [("a" in locals(), "item" in locals()) for item in range(1)]


print(Body.names)
