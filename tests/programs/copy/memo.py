# Is an object that is met twice copied once?
import copy


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []


a, b = Node("a"), Node("b")
a.links = [b, b]
b.links = [a]
twin = copy.deepcopy(a)
print(twin is a, twin.links[0] is twin.links[1], twin.links[0].links[0] is twin)
memo = {}
first = copy.deepcopy(b, memo)
second = copy.deepcopy(b, memo)
print(first is second, id(b) in memo)
print(copy.deepcopy([a, b])[0].links[0].name)
