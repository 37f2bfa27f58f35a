"""The part of os that touches no system: names, and texts of paths."""

import sys

import _refusal
import posixpath as path

name = "posix"
sep = "/"
altsep = None
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
defpath = "/bin:/usr/bin"
linesep = "\n"
devnull = "/dev/null"
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
F_OK = 0
R_OK = 4
W_OK = 2
X_OK = 1

error = OSError

sys.modules["os.path"] = path


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        method = kind.__fspath__
    except AttributeError:
        raise TypeError("expected str, bytes or os.PathLike object, not " + kind.__name__) from None
    found = method(path)
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
        kind.__name__, type(found).__name__))


class PathLike:
    """What `fspath` takes."""

    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return hasattr(subclass, "__fspath__")
        return NotImplemented


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode("utf-8") if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename if isinstance(filename, str) else filename.decode("utf-8")


# A program that is alone in its machine has an empty environment.
environ = {}
environb = {}


def getenv(key, default=None):
    return environ.get(key, default)


def getpid():
    return 1


def getppid():
    return 0


def cpu_count():
    return 1


def strerror(code):
    _refusal.refuse("os.strerror")

if sys.version_info >= (3, 9):
    from _types import GenericAlias
    PathLike.__class_getitem__ = classmethod(GenericAlias)
