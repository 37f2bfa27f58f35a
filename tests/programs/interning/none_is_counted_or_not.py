# Does the count of `None` move when a list holds it many times?
import sys


def moved(thing):
    before = sys.getrefcount(thing)
    many = [thing] * 1000
    after = sys.getrefcount(thing)
    return after - before > 900


print("None", moved(None), "True", moved(True), "1", moved(1))
print("empty tuple", moved(()), "empty text", moved(""), "int", moved(int))
print("big", moved(int("99999")), "list", moved([]), "function", moved(moved))
