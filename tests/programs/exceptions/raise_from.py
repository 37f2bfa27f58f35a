# What do `raise … from error` and `from None` leave of the first exception?
def attempt(mode):
    try:
        {}["key"]
    except KeyError as error:
        if mode == "from":
            raise ValueError("second") from error
        if mode == "none":
            raise ValueError("second") from None
        raise ValueError("second")


for mode in ("from", "none", "plain"):
    try:
        attempt(mode)
    except ValueError as error:
        print(mode, repr(error.__cause__), repr(error.__context__),
              error.__suppress_context__)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)
