"""Operators as functions."""
import builtins
import sys

_V = sys.version_info[:2]


def _publish(functions, with_underscores=True):
    """Make a table's functions the module's, by their names; most have a second name that looks like a method."""
    for name, function in functions.items():
        function.__name__ = function.__qualname__ = name
        globals()[name] = function
        if with_underscores:
            globals()["__" + name.strip("_") + "__"] = function
    __all__.extend(functions)


__all__ = ["invert"]
__absent__ = ()

# By how tightly they bind, the loosest first.
_publish({
    "not_": lambda a, /: not a,
    "contains": lambda a, b, /: b in a,
    "eq": lambda a, b, /: a == b,
    "ne": lambda a, b, /: a != b,
    "lt": lambda a, b, /: a < b,
    "gt": lambda a, b, /: a > b,
    "le": lambda a, b, /: a <= b,
    "ge": lambda a, b, /: a >= b,
    "or_": lambda a, b, /: a | b,
    "xor": lambda a, b, /: a ^ b,
    "and_": lambda a, b, /: a & b,
    "rshift": lambda a, b, /: a >> b,
    "lshift": lambda a, b, /: a << b,
    "sub": lambda a, b, /: a - b,
    "add": lambda a, b, /: a + b,
    "mod": lambda a, b, /: a % b,
    "mul": lambda a, b, /: a * b,
    "matmul": lambda a, b, /: a @ b,
    "truediv": lambda a, b, /: a / b,
    "floordiv": lambda a, b, /: a // b,
    "inv": lambda a, /: ~a,
    "neg": lambda a, /: -a,
    "pos": lambda a, /: +a,
    "pow": lambda a, b, /: a ** b,
    "abs": lambda a, /: builtins.abs(a),
    "getitem": lambda a, b, /: a[b],
})
_publish({
    "truth": lambda a, /: bool(a),
    "is_": lambda a, b, /: a is b,
    "is_not": lambda a, b, /: a is not b,
}, with_underscores=False)
invert = __invert__ = inv
if _V >= (3, 14):
    _publish({"is_none": lambda a, /: a is None, "is_not_none": lambda a, /: a is not None}, with_underscores=False)
else:
    __absent__ += ("is_none", "is_not_none")
if _V >= (3, 11):
    _publish({"call": lambda obj, /, *args, **kwargs: obj(*args, **kwargs)})
else:
    __absent__ += ("call",)


def _kind(one):
    return type(one).__name__


def _need_sequence(a):
    if not hasattr(a, "__getitem__"):
        raise TypeError("'{}' object can't be concatenated".format(_kind(a)))


def setitem(a, b, c, /):
    a[b] = c


def delitem(a, b, /):
    del a[b]


def index(a, /):
    if type(a) is not int and not hasattr(type(a), "__index__"):
        raise TypeError("'{}' object cannot be interpreted as an integer".format(_kind(a)))
    return a if type(a) is int else type(a).__index__(a)


def concat(a, b, /):
    _need_sequence(a)
    return a + b


def iconcat(a, b, /):
    _need_sequence(a)
    a += b
    return a


def ior(a, b, /):
    a |= b
    return a


def ixor(a, b, /):
    a ^= b
    return a


def iand(a, b, /):
    a &= b
    return a


def irshift(a, b, /):
    a >>= b
    return a


def ilshift(a, b, /):
    a <<= b
    return a


def isub(a, b, /):
    a -= b
    return a


def iadd(a, b, /):
    a += b
    return a


def imod(a, b, /):
    a %= b
    return a


def imul(a, b, /):
    a *= b
    return a


def imatmul(a, b, /):
    a @= b
    return a


def itruediv(a, b, /):
    a /= b
    return a


def ifloordiv(a, b, /):
    a //= b
    return a


def ipow(a, b, /):
    a **= b
    return a


_publish({one.__name__: one for one in (
    setitem, delitem, index, concat, iconcat, ior, ixor, iand, irshift, ilshift, isub, iadd, imod, imul, imatmul,
    itruediv, ifloordiv, ipow,
)})


def _places(a, b):
    return (place for place, one in enumerate(a) if one is b or one == b)


def countOf(a, b, /):
    return sum(1 for _ in _places(a, b))


def indexOf(a, b, /):
    for place in _places(a, b):
        return place
    raise ValueError("sequence.index(x): x not in sequence")


def length_hint(obj, default=0, /):
    """How many items there will be, as far as is known."""
    if not isinstance(default, int):
        raise TypeError("'{}' object cannot be interpreted as an integer".format(_kind(default)))
    try:
        return len(obj)
    except TypeError:
        asked = getattr(type(obj), "__length_hint__", None)
    try:
        hint = default if asked is None else asked(obj)
    except TypeError:
        hint = NotImplemented
    if hint is NotImplemented:
        return default
    if not isinstance(hint, int):
        said = "__length_hint__ must be an integer, not {}".format(_kind(hint))
        if sys.version_info >= (3, 15):
            said = "{}.__length_hint__() must return an int, not {}".format(_kind(obj), _kind(hint))
        raise TypeError(said)
    if hint < 0 and asked is not None:
        said = "__length_hint__() should return >= 0"
        if sys.version_info >= (3, 15):
            said = "{}.__length_hint__() must return a non-negative int".format(_kind(obj))
        raise ValueError(said)
    return hint


def _shown(kind, args, keywords={}):
    parts = [repr(one) for one in args] + ["{}={!r}".format(*pair) for pair in keywords.items()]
    return "operator.{}({})".format(kind, ", ".join(parts))


class methodcaller:
    """Calls a method of an object: `methodcaller("name", 1)(x)` is `x.name(1)`."""

    __slots__ = ("_args", "_kwargs", "_name")

    def __init__(self, name, /, *args, **kwargs):
        if not isinstance(name, str):
            raise TypeError("method name must be a string")
        self._name, self._args, self._kwargs = name, args, kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __reduce__(self):
        if self._kwargs:
            from functools import partial
            return partial(type(self), self._name, **self._kwargs), self._args
        return type(self), (self._name, *self._args)

    def __repr__(self):
        return _shown("methodcaller", (self._name, *self._args), self._kwargs)


class itemgetter:
    """Asks an object for items: `itemgetter(1)(x)` is `x[1]`."""

    __slots__ = ("_items",)

    def __init__(self, item, /, *items):
        self._items = (item, *items)

    def __call__(self, obj, /):
        if len(self._items) > 1:
            return tuple([obj[one] for one in self._items])
        return obj[self._items[0]]

    def __reduce__(self):
        return type(self), self._items

    def __repr__(self):
        return _shown("itemgetter", self._items)


def _along(obj, path):
    for name in path.split("."):
        obj = getattr(obj, name)
    return obj


class attrgetter:
    """Asks an object for attributes: `attrgetter("a.b")(x)` is `x.a.b`."""

    __slots__ = ("_attrs",)

    def __init__(self, attr, /, *attrs):
        self._attrs = (attr, *attrs)
        if not all(isinstance(one, str) for one in self._attrs):
            raise TypeError("attribute name must be a string")

    def __call__(self, obj, /):
        if len(self._attrs) > 1:
            return tuple([_along(obj, path) for path in self._attrs])
        return _along(obj, self._attrs[0])

    def __reduce__(self):
        return type(self), self._attrs

    def __repr__(self):
        return _shown("attrgetter", self._attrs)


__all__ += ["attrgetter", "countOf", "indexOf", "itemgetter", "length_hint", "methodcaller"]
__all__.sort(key=lambda name: (name.lower(), name))
