"""Paths as texts."""

import _refusal

supports_unicode_filenames = False
altsep, sep, pathsep = None, "/", ":"
curdir, extsep, pardir = ".", ".", ".."
defpath, devnull = "/bin:/usr/bin", "/dev/null"


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


def split(p):
    p = _fspath(p)
    slash = _of(p)[0]
    above, _, name = p.rpartition(slash)
    # All the slashes before the name go, unless there is nothing else: then they are the root.
    return above.rstrip(slash) or p[:len(p) - len(name)], name


def dirname(p):
    above, _ = split(p)
    return above


def basename(p):
    _, name = split(p)
    return name


def splitdrive(p):
    whole = _fspath(p)
    return whole[:0], whole


def splitext(p):
    p = _fspath(p)
    slash, dot, _ = _of(p)
    name = p[p.rfind(slash) + 1:]
    # The dots that a name begins with are no sign of an extension.
    stem, _, last = name.lstrip(dot).rpartition(dot)
    end = len(p) - len(last) - 1 if stem else len(p)
    return p[:end], p[end:]


def join(a, *p):
    """Paths one below the other; one that begins at the root takes the place of all before it."""
    whole = _fspath(a)
    slash = _of(whole)[0]
    for below in map(_fspath, p):
        if type(whole[:0]) is not type(below[:0]):
            raise TypeError("Can't mix strings and bytes in path components")
        if below.startswith(slash):
            whole = below
        else:
            whole += below if not whole or whole.endswith(slash) else slash + below
    return whole


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
    globals()[name] = refuse


for _name in """
    abspath exists expanduser expandvars getmtime getsize isdir isfile islink lexists realpath
""".split():
    _touches(_name)
del _name
