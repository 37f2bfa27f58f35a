# Objects made and dropped at once: lists, tuples, instances.
class Node:
    def __init__(self, value):
        self.value = value


def churn(count):
    total = 0
    for number in range(count):
        pair = (number, [number, number + 1])
        node = Node(pair)
        total += len(node.value[1])
    return total


print(churn(200_000))
