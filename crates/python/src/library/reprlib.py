"""Reprs that end: where an object holds itself, or where they get long."""
import sys
from builtins import repr as _whole
from itertools import islice

__all__ = ["Repr", "repr", "recursive_repr"]


def recursive_repr(fillvalue="..."):
    """A decorator for `__repr__`: an object inside itself is shown as `fillvalue`."""
    def decorate(shown):
        under_way = set()

        def wrapper(self):
            # By address: what is equal to another object isn't inside it.
            key = id(self)
            if key in under_way:
                return fillvalue
            under_way.add(key)
            try:
                return shown(self)
            finally:
                under_way.discard(key)

        for kept in ("module", "doc", "name", "qualname"):
            kept = "__{}__".format(kept)
            setattr(wrapper, kept, getattr(shown, kept))
        if sys.version_info >= (3, 13):
            wrapper.__wrapped__ = shown
        return wrapper

    return decorate


def _in_order(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


class Repr:
    """Makes reprs of which each part has a largest size."""

    _usual = {
        "fillvalue": "...", "maxlevel": 6, "maxtuple": 6, "maxlist": 6, "maxarray": 5, "maxdict": 4, "maxset": 6,
        "maxfrozenset": 6, "maxdeque": 6, "maxstring": 30, "maxlong": 40, "maxother": 30, "indent": None,
    }
    # What stands around the items, and what an empty one is.
    _shapes = {
        "tuple": ("(", ")", ","), "list": ("[", "]", ""), "deque": ("deque([", "])", ""),
        "set": ("{", "}", ""), "frozenset": ("frozenset({", "})", ""),
    }

    def __init__(self, **limits):
        for name in limits:
            if name not in self._usual or sys.version_info < (3, 12):
                raise TypeError("Repr.__init__() got an unexpected keyword argument %r" % name)
        self.__dict__.update({**self._usual, **limits})

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = type(x).__name__.replace(" ", "_")
        method = getattr(self, "repr_" + name, None)
        if method is not None:
            return method(x, level)
        return self._items(x, level, name) if name in self._shapes else self.repr_instance(x, level)

    def _pieces(self, shown, count, most):
        shown = list(shown)
        if count > most:
            shown.append(self.fillvalue)
        if self.indent is not None:
            from _refusal import refuse
            refuse("the indent of a Repr of reprlib")
        return ", ".join(shown)

    def _items(self, x, level, name):
        left, right, trail = self._shapes[name]
        most, count = getattr(self, "max" + name), len(x)
        if name.endswith("set"):
            if not x:
                return name + "()"
            x = _in_order(x)
        if level <= 0 and count:
            return left + self.fillvalue + right
        inner = self._pieces((self.repr1(item, level - 1) for item in islice(x, most)), count, most)
        return left + inner + (trail if count == 1 else "") + right

    def repr_dict(self, x, level):
        if x and level <= 0:
            return "{" + self.fillvalue + "}"
        pairs = ("%s: %s" % (self.repr1(key, level - 1), self.repr1(x[key], level - 1))
                 for key in islice(_in_order(x), self.maxdict))
        return "{%s}" % self._pieces(pairs, len(x), self.maxdict)

    def _cut(self, text, most, shorten=None):
        if len(text) <= most:
            return text
        room = most - len(self.fillvalue)
        first = max(0, room // 2)
        last = max(0, room - first)
        if shorten is not None:
            text = shorten(first, last)
        return text[:first] + self.fillvalue + text[len(text) - last:]

    def repr_str(self, x, level):
        # The quotes and escapes are those of what is left.
        return self._cut(_whole(x[:self.maxstring]), self.maxstring,
                         lambda first, last: _whole(x[:first] + x[len(x) - last:]))

    def repr_int(self, x, level):
        return self._cut(_whole(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = _whole(x)
        except Exception:
            return "<%s instance at %#x>" % (type(x).__name__, id(x))
        return self._cut(text, self.maxother)


aRepr = Repr()
repr = aRepr.repr
