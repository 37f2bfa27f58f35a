# When are two objects equal, and when are they one?
def same(a, b):
    return a is b


a = [1, 2]
b = [1, 2]
c = a
print(a == b, a is b, a is c)
print((1, 2) == (1, 2.0), 1 == 1.0, same(1, True))
print(True == 1, hash(True) == hash(1.0))
nan = float("nan")
print(nan == nan, nan is nan, nan in [nan])
print([nan] == [nan], [float("nan")] == [nan])
