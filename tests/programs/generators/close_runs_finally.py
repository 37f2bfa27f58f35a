# Does a generator that is left alone run its `finally`?
def guarded(name):
    try:
        yield 1
        yield 2
    finally:
        print("cleaned", name)


first = guarded("by close")
next(first)
first.close()
second = guarded("by death")
next(second)
del second
for number in guarded("by the end"):
    print(number)
never = guarded("never begun")
del never
for number in guarded("by break"):
    break
print("end")
