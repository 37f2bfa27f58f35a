# Which frames does the report of a failing comprehension show?
# raises: ZeroDivisionError
def invert(numbers):
    return [1 / number for number in numbers]


print(invert([1, 2, 4]))
total = sum(
    number
    for number in invert([2, 0])
)
print("never printed")
