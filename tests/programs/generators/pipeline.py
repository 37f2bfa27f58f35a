# In which order do the stages of a pipeline work?
def source():
    for number in range(3):
        print("source", number)
        yield number


def double(items):
    for item in items:
        print("double", item)
        yield item * 2


def keep(items):
    for item in items:
        if item:
            print("keep", item)
            yield item


print(list(keep(double(source()))))
print(sum(double([1])))
