# Which exception survives when `finally` raises or returns?
def raises():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


def breaks():
    done = []
    for number in range(3):
        try:
            done.append(1 // number)
        except ZeroDivisionError:
            done.append("zero")
            continue
        finally:
            done.append("f")
    return done


try:
    raises()
except KeyError as error:
    print(error, repr(error.__context__))
print(breaks())
