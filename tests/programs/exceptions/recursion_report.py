# What does the report leave out when one line repeats?
# raises: RecursionError
import sys

sys.setrecursionlimit(120)


def down(depth):
    if depth < 0:
        return 0
    return down(depth + 1)


print("going down")
down(0)
