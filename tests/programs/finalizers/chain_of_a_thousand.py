# Does a long chain of objects die in one go, and in which order?
dead = []


class Link:
    def __init__(self, number, next):
        self.number = number
        self.next = next

    def __del__(self):
        dead.append(self.number)


chain = None
for number in range(1000):
    chain = Link(number, chain)
chain = None
print(len(dead), dead[:3], dead[-3:])
print(dead == sorted(dead, reverse=True))
