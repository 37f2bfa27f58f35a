# Does the finalizer run when `__init__` failed?
class Cup:
    def __init__(self, size):
        if size < 0:
            raise ValueError("size")
        self.size = size

    def __del__(self):
        print("finalizer", hasattr(self, "size"))


for size in (1, -1):
    try:
        cup = Cup(size)
        del cup
    except ValueError as error:
        print("not made:", error)
    print("next")
