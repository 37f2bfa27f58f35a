# When do the objects of a comprehension die?
class Cup:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


names = [Cup(n).name for n in range(2)]
print(names)
lengths = [len(cup.name) for cup in (Cup("a"), Cup("bb"))]
print(lengths)
kept = [Cup("kept") for _ in range(1)]
print("made")
kept = None
print("end")
