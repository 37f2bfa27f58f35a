"""The reserved words."""
import sys

__all__ = ["iskeyword", "kwlist"]

kwlist = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
]
_kwset = frozenset(kwlist)


def iskeyword(s, /):
    return s in _kwset


if sys.version_info >= (3, 9):
    __all__ += ["issoftkeyword", "softkwlist"]
    softkwlist = []
    if sys.version_info >= (3, 10):
        softkwlist += ["_", "case", "match"]
    if sys.version_info >= (3, 12):
        softkwlist.append("type")
    _softset = frozenset(softkwlist)

    def issoftkeyword(s, /):
        return s in _softset
else:
    __absent__ = ("issoftkeyword", "softkwlist")
