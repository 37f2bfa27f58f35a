"""Paths as texts."""

import _refusal

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
altsep = None
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    import os
    return os.fspath(path)


def _of(path):
    """The separator and the two dots, as the path's own type."""
    if isinstance(path, bytes):
        return b"/", b".", b".."
    return "/", ".", ".."


def normcase(s):
    return _fspath(s)


def isabs(s):
    s = _fspath(s)
    return s.startswith(_of(s)[0])


def join(a, *p):
    a = _fspath(a)
    sep = _of(a)[0]
    path = a
    for b in p:
        b = _fspath(b)
        if isinstance(a, str) != isinstance(b, str):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith(sep) or not path:
            path = b
        elif path.endswith(sep):
            path += b
        else:
            path += sep + b
    return path


def split(p):
    p = _fspath(p)
    sep = _of(p)[0]
    i = p.rfind(sep) + 1
    head, tail = p[:i], p[i:]
    if head and head != sep * len(head):
        head = head.rstrip(sep)
    return head, tail


def splitext(p):
    p = _fspath(p)
    sep, dot, _ = _of(p)
    slash = p.rfind(sep)
    place = p.rfind(dot)
    if place > slash:
        first = slash + 1
        while first < place:
            if p[first:first + 1] != dot:
                return p[:place], p[place:]
            first += 1
    return p, p[:0]


def splitdrive(p):
    p = _fspath(p)
    return p[:0], p


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = _fspath(path)
    sep, dot, dots = _of(path)
    if not path:
        return dot
    slashes = 0
    if path.startswith(sep):
        slashes = 2 if path.startswith(sep * 2) and not path.startswith(sep * 3) else 1
    parts = []
    for part in path.split(sep):
        if not part or part == dot:
            continue
        if part != dots or (not slashes and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return sep * slashes + sep.join(parts) or dot


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = [_fspath(one) for one in m]
    low, high = min(m), max(m)
    for place, one in enumerate(low):
        if one != high[place]:
            return low[:place]
    return low


def _touches(name):
    def refuse(*args, **kwargs):
        _refusal.refuse("os.path." + name + ": there are no files")
    refuse.__name__ = refuse.__qualname__ = name
    return refuse


exists = _touches("exists")
lexists = _touches("lexists")
isfile = _touches("isfile")
isdir = _touches("isdir")
islink = _touches("islink")
getsize = _touches("getsize")
getmtime = _touches("getmtime")
abspath = _touches("abspath")
realpath = _touches("realpath")
expanduser = _touches("expanduser")
expandvars = _touches("expandvars")
