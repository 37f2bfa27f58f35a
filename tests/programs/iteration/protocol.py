# Which methods make an object iterable?
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        print("iter")
        return CountdownIterator(self.start)


class CountdownIterator:
    def __init__(self, left):
        self.left = left

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left + 1


print(list(Countdown(3)), max(Countdown(2)), 2 in Countdown(3))
a, b = Countdown(2)
print(a, b, *Countdown(1))
