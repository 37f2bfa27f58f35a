# What does the report of an uncaught exception show?
# raises: ZeroDivisionError
def divide(a, b):
    return a / b


def share(total, people):
    each = divide(total, len(people))
    return each


print("sharing")
result = share(10, [])
print("never printed")
