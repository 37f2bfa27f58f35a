# What is said about a local that is read before it is bound?
counter = 1


def bump():
    counter += 1


def read_first():
    print(counter)
    counter = 2


for attempt in (bump, read_first):
    try:
        attempt()
    except UnboundLocalError as error:
        print(error)
print(counter)
