# Are the names of functions and classes shared strings?
def same(a, b):
    return a is b


def living():
    memory = 1
    return memory


class Living:
    def memory(self):
        pass


print(same(living.__name__, "living"), same(Living.__name__, "Living"))
print(same(living.__code__.co_varnames[0], "memory"))
print(Living.memory.__name__ is living.__code__.co_varnames[0])
made = type("".join(["Li", "ving"]), (), {})
print(made.__name__ == Living.__name__)
