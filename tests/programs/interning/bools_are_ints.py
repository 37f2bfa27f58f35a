# Are `True` and `False` objects of their own or the numbers 1 and 0?
def same(a, b):
    return a is b


print(isinstance(True, int), True + True)
print(same(True, 1), True == 1, (1 == 1) is True)
print({1: "one", True: "true", 1.0: "float"})
print([False, True].index(1), ["no", "yes"][True])
print(bool([]) is False, (not 1) is False)
print(True & False, True & 1, -True)
print(same(int(True), 1), repr(True), format(True, "d"))
