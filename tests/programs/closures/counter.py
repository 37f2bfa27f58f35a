# Does each closure have variables of its own?
def make(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def look():
        return count

    return step, look


first, look_first = make(0)
second, look_second = make(100)
first()
first(5)
second()
print(look_first(), look_second())
print(first.__closure__[0] is look_first.__closure__[0])
