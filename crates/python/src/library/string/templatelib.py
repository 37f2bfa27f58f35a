"""What template strings are made of (from 3.14)."""
from _types import Interpolation, Template

_conversions = {"r": repr, "s": str, "a": ascii}


def convert(obj, /, conversion):
    """The object as a conversion behind an exclamation mark would have it."""
    if conversion is None:
        return obj
    if conversion not in _conversions:
        raise ValueError(f"invalid conversion specifier: {conversion}")
    return _conversions[conversion](obj)


def _template_unpickle(*args):
    if len(args) != 2:
        raise ValueError("Template expects tuple of length 2 to unpickle")
    first, *rest = args[0]
    pieces = [first]
    for held, text in zip(args[1], rest):
        pieces += (held, text)
    return Template(*pieces)
