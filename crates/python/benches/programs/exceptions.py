# Exceptions raised and caught, near and far.
def fail(number):
    if number % 2:
        raise ValueError(number)
    return {}["missing"]


def attempt(number):
    try:
        return fail(number)
    except KeyError:
        return 1
    finally:
        pass


caught = 0
for number in range(60_000):
    try:
        caught += attempt(number)
    except ValueError as error:
        caught += len(error.args)
print(caught)
