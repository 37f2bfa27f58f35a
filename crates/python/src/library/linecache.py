"""Lines of source text, by file name and number.

No file is read: the text is what the interpreter knows of the program and of the modules that it was given.
"""
from itertools import count, takewhile

from _traceback import line_of_file as _line_of_file

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# What was asked for: size, time of change, lines, and the full name.
cache = {}


def clearcache():
    cache.clear()


def updatecache(filename, module_globals=None):
    asked = (_line_of_file(filename, number) for number in count(1))
    lines = [line + "\n" for line in takewhile(lambda line: line is not None, asked)]
    if not lines:
        cache.pop(filename, None)
        return lines
    cache[filename] = (sum(map(len, lines)), None, lines, filename)
    return lines


def getlines(filename, module_globals=None):
    entry = cache.get(filename)
    return entry[2] if entry is not None else updatecache(filename, module_globals)


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 0 < lineno <= len(lines) else ""


def checkcache(filename=None):
    # The texts of a program that runs don't change.
    pass


def lazycache(filename, module_globals):
    return False
