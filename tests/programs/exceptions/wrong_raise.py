# What is said when something is raised or caught that is no exception?
def attempt(run):
    try:
        run()
    except TypeError as error:
        print(error)


def raise_text():
    raise "text"


def raise_class():
    raise int


def catch_text():
    try:
        1 / 0
    except "text":
        pass


def catch_class():
    try:
        1 / 0
    except (ValueError, int):
        pass


for run in (raise_text, raise_class, catch_text, catch_class):
    attempt(run)
