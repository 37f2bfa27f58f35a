# Can a finalizer make new objects that die in turn?
count = 0


class Cup:
    def __init__(self, left):
        self.left = left

    def __del__(self):
        global count
        count += 1
        if self.left:
            Cup(self.left - 1)


Cup(10)
print(count)
cup = Cup(3)
print(count)
cup = None
print(count)
