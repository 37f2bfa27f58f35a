"""Imports by name."""
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

from builtins import __import__


def import_module(name, package=None):
    if name.startswith("."):
        if not package:
            raise TypeError(
                "the 'package' argument is required to perform a relative import for {!r}".format(name)
            )
        level = 0
        while name[level:level + 1] == ".":
            level += 1
        parts = package.rsplit(".", level - 1)
        if len(parts) < level:
            raise ImportError("attempted relative import beyond top-level package")
        rest = name[level:]
        name = parts[0] + "." + rest if rest else parts[0]
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    pass
