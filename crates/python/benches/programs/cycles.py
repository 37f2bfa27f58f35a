# Cycles made and dropped: the collector starts by itself, and once by request.
import gc


class Node:
    def __init__(self):
        self.other = None


def ring():
    first, second = Node(), Node()
    first.other, second.other = second, first


for _ in range(60_000):
    ring()
chain = None
for _ in range(60_000):
    chain = [chain]
print(gc.collect() >= 0, gc.collect())
