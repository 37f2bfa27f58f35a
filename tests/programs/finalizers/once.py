# How often does a finalizer run when it saves its object?
saved = []


class Cup:
    def __del__(self):
        print("finalizer")
        saved.append(self)


cup = Cup()
del cup
print(len(saved), type(saved[0]).__name__)
saved.clear()
print("cleared")
cup = Cup()
del cup
print(len(saved))
saved.clear()
