# How much room has the list of a starred target, and what is asked of an iterator for it?
import sys


def generator(count):
    for i in range(count):
        yield i


class Iterator:
    left = 4

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left

    def __length_hint__(self):
        print("hint", self.left)
        return self.left


for count in (2, 3, 6, 9):
    first, *rest = range(count)
    print(len(rest), sys.getsizeof(rest))
    first, *rest, last = list(range(count))
    print(len(rest), sys.getsizeof(rest))
    *rest, last = generator(count)
    print(len(rest), sys.getsizeof(rest))
first, *rest = Iterator()
print(len(rest), sys.getsizeof(rest))
