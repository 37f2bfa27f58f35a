# Calls of functions and of methods.
class Counter:
    def __init__(self):
        self.count = 0

    def add(self, number):
        self.count += number
        return self


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


counter = Counter()
for number in range(100_000):
    counter.add(number)
print(fib(24), counter.count)
