# Does `__exit__` run when the block is left by `return` or `break`?
class Room:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", details[0])


def leave():
    with Room():
        return "value"


print(leave())
for number in range(3):
    with Room():
        if number == 1:
            break
        continue
print("after", number)


def generate():
    with Room():
        yield 1
        yield 2


running = generate()
next(running)
running.close()
