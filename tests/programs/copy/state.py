# Which methods take the state of an object and give it back?
import copy


class Box:
    def __init__(self):
        self.kept, self.left = [1], "secret"

    def __getstate__(self):
        print("getstate")
        return {"kept": self.kept}

    def __setstate__(self, state):
        print("setstate", state)
        vars(self).update(state)


class Pair:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return (Pair, (self.b, self.a))


twin = copy.copy(Box())
print(vars(twin))
pair = copy.copy(Pair(1, 2))
print(pair.a, pair.b)
