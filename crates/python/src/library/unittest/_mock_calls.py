"""Calls of mocks, as they are remembered and compared."""
import sys

# The module that what is made here says it is of.
__name__ = "unittest.mock"
_minor = sys.version_info[1]


def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += ["{}={!r}".format(key, value) for key, value in kwargs.items()]
    return "{}({})".format(name, ", ".join(parts))


def _parts(value, name=""):
    """Name, positional and keyword arguments of a call that leaves out what it hasn't."""
    args, kwargs = (), {}
    for one in value:
        if isinstance(one, str) and one is value[0]:
            name = one
        elif isinstance(one, tuple):
            args = one
        else:
            kwargs = one
    return name, args, kwargs


class _Call(tuple):
    """A call: its arguments, and what was called."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        if len(value) == 3:
            name, args, kwargs = value
        elif len(value) == 2 and not isinstance(value[0], str):
            args, kwargs = value
        else:
            name, args, kwargs = _parts(value, name)
        return tuple.__new__(cls, (args, kwargs) if two else (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            count = len(other)
        except TypeError:
            return NotImplemented if _minor >= 9 else False
        if count > 3:
            return False
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        parent = getattr(self, "_mock_parent", None)
        above = getattr(other, "_mock_parent", None)
        if parent and above and parent != above:
            return False
        if count == 3:
            other_name, *rest = other
        elif count == 2 and not isinstance(other[0], str):
            other_name, rest = "", list(other)
        else:
            other_name, *rest = _parts(other)
        if name and other_name != name:
            return False
        # The other one first: it may hold what is equal to anything.
        return (rest[0], rest[1]) == (args, kwargs)

    __ne__ = object.__ne__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name="{}.{}".format(self._mock_name, attr), parent=self, from_kall=False)

    def __getattribute__(self, attr):
        # `call.count` is a call, and no method of tuples.
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[-2]

    @property
    def kwargs(self):
        return self[-1]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return "call" + name if name.startswith("()") else name
        name, args, kwargs = ("", *self) if len(self) == 2 else self
        if name:
            name = name if name.startswith("()") else "." + name
        return _format_call_signature("call" + name, args, kwargs)

    def call_list(self):
        """All the calls that led to this one."""
        found, one = [], self
        while one is not None:
            if one._mock_from_kall:
                found.append(one)
            one = one._mock_parent
        return _CallList(reversed(found))


class _CallList(list):
    """Calls; a row of them may be in it."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        width = len(value)
        return any(self[start:start + width] == value for start in range(len(self) - width + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


call = _Call(from_kall=False)


class _ANY:
    "Is equal to everything."

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


class _SentinelObject:
    "A thing with a name."

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.{}".format(self.name)

    def __reduce__(self):
        return "sentinel.{}".format(self.name)


class _Sentinel:
    """Makes things with names, one for each name."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED
