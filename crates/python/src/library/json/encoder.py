"""From objects to texts."""
import sys

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_INFINITY = float("inf")
_tells_where = sys.version_info >= (3, 14)


def _escaped(code):
    if code < 0x10000:
        return "\\u{:04x}".format(code)
    code -= 0x10000
    return "\\u{:04x}\\u{:04x}".format(0xd800 | code >> 10, 0xdc00 | code & 0x3ff)


def _quoted(s, is_plain):
    pieces = ['"']
    for one in s:
        pieces.append(one if is_plain(one) else _SHORT.get(one) or _escaped(ord(one)))
    pieces.append('"')
    return "".join(pieces)


def encode_basestring(s):
    return _quoted(s, lambda one: one >= " " and one not in '"\\')


def encode_basestring_ascii(s):
    return _quoted(s, lambda one: " " <= one <= "~" and one not in '"\\')


def _is(o, kind):
    """What its type says, not what it says itself."""
    return issubclass(type(o), kind)


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys, self.sort_keys = skipkeys, sort_keys
        self.ensure_ascii, self.allow_nan = ensure_ascii, allow_nan
        self.check_circular, self.indent = check_circular, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type {} is not JSON serializable".format(o.__class__.__name__))

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        return iter(_Writer(self).write(o))


class _Writer:
    """One text under way."""

    def __init__(self, encoder):
        self.encoder = encoder
        self.pieces = []
        self.above = {} if encoder.check_circular else None
        self.quote = encode_basestring_ascii if encoder.ensure_ascii else encode_basestring
        indent = encoder.indent
        self.indent = indent if indent is None or isinstance(indent, str) else " " * indent

    def write(self, o):
        self._value(o, 0)
        return self.pieces

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == _INFINITY:
            text = "Infinity"
        elif o == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.encoder.allow_nan:
            what = "Out of range float values are not JSON compliant"
            if sys.version_info >= (3, 12):
                what += ": " + repr(o)
            raise ValueError(what)
        return text

    def _plain(self, o):
        """The text of what holds nothing, or None."""
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if _is(o, str):
            return self.quote(o)
        if _is(o, int):
            return int.__repr__(o)
        if _is(o, float):
            return self._float(o)

    def _enter(self, o):
        if self.above is not None:
            if id(o) in self.above:
                raise ValueError("Circular reference detected")
            self.above[id(o)] = o

    def _leave(self, o):
        if self.above is not None:
            del self.above[id(o)]

    def _break(self, depth):
        if self.indent is not None:
            self.pieces.append("\n" + self.indent * depth)

    def _noted(self, error, o, what):
        if _tells_where:
            error.add_note("when serializing {} {}".format(_full_name(o), what))

    def _value(self, o, depth):
        text = self._plain(o)
        if text is not None:
            self.pieces.append(text)
        elif _is(o, (list, tuple)):
            self._list(o, depth)
        elif _is(o, dict):
            self._dict(o, depth)
        else:
            self._enter(o)
            other = self.encoder.default(o)
            try:
                self._value(other, depth)
            except Exception as error:
                self._noted(error, o, "object")
                raise
            self._leave(o)

    def _list(self, items, depth):
        if not items:
            self.pieces.append("[]")
            return
        self._enter(items)
        self.pieces.append("[")
        for number, item in enumerate(items):
            if number:
                self.pieces.append(self.encoder.item_separator)
            self._break(depth + 1)
            try:
                self._value(item, depth + 1)
            except Exception as error:
                self._noted(error, items, "item {}".format(number))
                raise
        self._break(depth)
        self.pieces.append("]")
        self._leave(items)

    def _key(self, key):
        if _is(key, str):
            return key
        if _is(key, float):
            return self._float(key)
        if key is None or _is(key, int):
            return self._plain(key)
        if not self.encoder.skipkeys:
            raise TypeError("keys must be str, int, float, bool or None, not " + key.__class__.__name__)

    def _dict(self, dct, depth):
        if not dct:
            self.pieces.append("{}")
            return
        self._enter(dct)
        self.pieces.append("{")
        first = True
        items = sorted(dct.items()) if self.encoder.sort_keys else dct.items()
        for key, value in items:
            name = self._key(key)
            if name is None:
                continue
            if not first:
                self.pieces.append(self.encoder.item_separator)
            first = False
            self._break(depth + 1)
            self.pieces.append(self.quote(name))
            self.pieces.append(self.encoder.key_separator)
            try:
                self._value(value, depth + 1)
            except Exception as error:
                self._noted(error, dct, "item {!r}".format(key))
                raise
        if not first or sys.version_info < (3, 14):
            self._break(depth)
        self.pieces.append("}")
        self._leave(dct)


def _full_name(o):
    kind = type(o)
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return "{}.{}".format(kind.__module__, kind.__qualname__)
