# Which values count as false?
class Empty:
    def __len__(self):
        return 0


class No:
    def __bool__(self):
        return False

    def __len__(self):
        return 5


for value in (0, 0.0, 0j, "", [], (), {}, set(), None, range(0), b"", Empty(), No()):
    print(type(value).__name__, bool(value), end="; ")
print()
for value in (1, -1, 0.1, " ", [0], (None,), {0: 0}, object, "False", float("nan")):
    print(bool(value), end=" ")
print()
print([] or "default", [0] and "last", 0 or [] or None, not [])
