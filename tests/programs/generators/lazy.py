# When does the body of a generator run?
def numbers():
    print("begin")
    yield 1
    print("middle")
    yield 2
    print("end")


waiting = numbers()
print("made")
print(next(waiting))
print(next(waiting))
print(next(waiting, "exhausted"))
print(next(waiting, "still exhausted"))
print(list(waiting))
