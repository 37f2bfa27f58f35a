# Is a set of constants in a test made anew each time?
def check(letter):
    return letter in {"a", "b", "c"}


def consts(function):
    kinds = [type(c).__name__ for c in function.__code__.co_consts]
    return [k for k in kinds if k in ("frozenset", "tuple", "set", "list")]


def loop():
    for item in [1, 2, 3]:
        pass


def make():
    return {1, 2, 3}


print(check("a"), consts(check))
print(consts(loop))
print(make() is make(), type(make()).__name__)
