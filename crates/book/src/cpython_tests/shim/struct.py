"""Sizes of C structures on a 64-bit machine: what the tests of memory ask of `struct`."""

_SIZES = {
    "c": 1, "b": 1, "B": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4, "f": 4,
    "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "P": 8, "d": 8,
}


def calcsize(fmt):
    """Bytes of a C structure, with its alignment."""
    bytes = 0
    count = ""
    for letter in fmt:
        if letter.isdigit():
            count += letter
            continue
        size = _SIZES[letter]
        bytes = (bytes + size - 1) // size * size
        bytes += size * (int(count) if count else 1)
        count = ""
    return bytes


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise ImportError("struct." + name + " isn't there")
