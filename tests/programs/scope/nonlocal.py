# Whose variable does `nonlocal` change?
def outer():
    n = 0

    def middle():
        m = 10

        def inner():
            nonlocal n, m
            n += 1
            m += 1
            return n, m

        return inner(), inner(), m

    return middle(), n


print(outer())
print(outer())
