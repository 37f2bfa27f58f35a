# Which exception does a bare `raise` raise?
def again():
    raise


def inner():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            raise ValueError("second")
        except ValueError:
            pass
        raise


try:
    inner()
except KeyError as error:
    print("KeyError", error)
try:
    again()
except RuntimeError as error:
    print(error)
try:
    try:
        raise OSError("third")
    except OSError:
        again()
except OSError as error:
    print("OSError", error)
