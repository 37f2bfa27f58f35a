# Who is in a `WeakSet` after deaths?
import weakref


class Cup:
    def __init__(self, name):
        self.name = name


group = weakref.WeakSet()
cups = [Cup(letter) for letter in "abc"]
for cup in cups:
    group.add(cup)
del cup
print(len(group), sorted(cup.name for cup in group))
cups.pop()
print(len(group), sorted(cup.name for cup in group))
other = weakref.WeakSet(cups[:1])
print(len(group - other), other <= group, cups[0] in other)
cups.clear()
print(len(group), len(other))
