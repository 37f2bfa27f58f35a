# When does the body of a class run, and what becomes of its names?
print("before")


class Box:
    print("in the body")
    size = 3
    double = size * 2

    def area(self):
        return self.size ** 2

    del size
    size = 5


print("after", Box.double, Box.size, Box().area())
print([name for name in vars(Box) if not name.startswith("__")])
print(Box.__name__, Box.__qualname__, Box.__module__)
