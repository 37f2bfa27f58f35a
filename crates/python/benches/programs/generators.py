# Generators that feed each other.
def numbers(count):
    for number in range(count):
        yield number


def evens(source):
    for number in source:
        if number % 2 == 0:
            yield number


def flat(count):
    yield from evens(numbers(count))


print(sum(flat(200_000)), sum(number * 2 for number in range(200_000)))
