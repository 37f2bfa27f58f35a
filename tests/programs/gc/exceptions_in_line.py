# Where an exception, its arguments and its frames stand in the collector's line.
import gc


class Plain:
    pass


class Own(Exception):
    def __init__(self, value):
        super().__init__(value)


def line():
    """What the youngest generation holds, in order."""
    names = []
    for held in gc.get_objects(0):
        name = type(held).__name__
        is_given = type(held) is tuple and len(held) == 2 and type(held[1]) is Plain
        if is_given or name in ('Plain', 'KeyError', 'OSError', 'Own', 'frame', 'traceback'):
            names.append(name)
    return names


def fail(value):
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise KeyError(2, value) from first


gc.disable()
for make in (KeyError, OSError):
    gc.collect()
    made = make(1, Plain())
    print(make.__name__, line())
gc.collect()
made = Own((1, Plain()))
print('Own', line())
gc.collect()
try:
    fail(Plain())
except KeyError as error:
    made = error
print('raised', line())
