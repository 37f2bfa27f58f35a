# What does an assignment say when the values don't fit the targets?
def attempt(label, run):
    try:
        run()
    except Exception as error:
        print(label, type(error).__name__, error)


def few():
    a, b, c = [1, 2]


def many():
    a, b = [1, 2, 3]


def starred():
    a, *b, c = [1]


def number():
    a, b = 5


attempt("few", few)
attempt("many", many)
attempt("starred", starred)
attempt("number", number)
