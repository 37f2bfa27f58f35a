# What do the parts of an exception group see with `except*`?
# since: 3.11
def work():
    raise ExceptionGroup("several", [
        ValueError("one"), KeyError("two"),
        ExceptionGroup("inner", [ValueError("three"), OSError("four")]),
    ])


try:
    try:
        work()
    except* ValueError as group:
        print([str(error) for error in group.exceptions], repr(group))
    except* KeyError as group:
        print(repr(group))
except ExceptionGroup as rest:
    print("left:", repr(rest))
group = ExceptionGroup("g", [ValueError(1), KeyError(2)])
print(group.split(ValueError), group.subgroup(OSError))
