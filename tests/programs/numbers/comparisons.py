# How are chains of comparisons and mixed types compared?
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 3 > 2 != 1)
print(1 < 2.5, 2 ** 60 < 1e18, 2 ** 53 == 2.0 ** 53, 10 ** 30 == 1e30)


def say(n):
    print("say", n, end=" ")
    return n


print(say(3) < say(1) < say(5))
print(not 1 == 2, not (1 == 2), 1 in [1] == True)
for run in (lambda: 1 < "a", lambda: 1j < 2j, lambda: None < None, lambda: [1] < [None]):
    try:
        run()
    except TypeError as error:
        print(error)
print((1, 2) < (1, 3), [1] < [1, 0], "a" < "b", {1} < {1, 2}, [] < [1])
