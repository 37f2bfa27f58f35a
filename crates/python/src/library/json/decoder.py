"""From texts to objects."""
import sys

_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": -float("inf")}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SPACE = " \t\n\r"
_DIGITS = "0123456789"


class JSONDecodeError(ValueError):
    """Says where in the text it is: from 0, and by line and column from 1."""

    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__("{}: line {} column {} (char {})".format(msg, line, column, pos))
        self.msg, self.doc, self.pos = msg, doc, pos
        self.lineno, self.colno = line, column

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _past_space(s, at):
    while at < len(s) and s[at] in _SPACE:
        at += 1
    return at


def _past_digits(s, at):
    while at < len(s) and s[at] in _DIGITS:
        at += 1
    return at


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
                 strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.memo = {}

    def decode(self, s):
        obj, end = self.raw_decode(s, _past_space(s, 0))
        end = _past_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        try:
            return self._value(s, idx, {})
        except StopIteration as stop:
            raise JSONDecodeError("Expecting value", s, stop.value) from None

    def _value(self, s, at, names):
        one = s[at:at + 1]
        if one == '"':
            return self._string(s, at + 1)
        if one == "{":
            return self._object(s, at + 1, names)
        if one == "[":
            return self._array(s, at + 1, names)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, at):
                return value, at + len(word)
        for word in _CONSTANTS:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        return self._number(s, at)

    def _number(self, s, at):
        begin = at + 1 if s.startswith("-", at) else at
        end = begin + 1 if s.startswith("0", begin) else _past_digits(s, begin)
        if end == begin:
            raise StopIteration(at)
        whole = True
        if s.startswith(".", end) and _past_digits(s, end + 1) > end + 1:
            whole, end = False, _past_digits(s, end + 1)
        if s[end:end + 1] in ("e", "E"):
            power = end + 2 if s[end + 1:end + 2] in ("+", "-") else end + 1
            if _past_digits(s, power) > power:
                whole, end = False, _past_digits(s, power)
        return (self.parse_int if whole else self.parse_float)(s[at:end]), end

    def _string(self, s, at):
        begin, pieces = at - 1, []
        while True:
            start = at
            while at < len(s) and s[at] not in '"\\' and s[at] >= " ":
                at += 1
            pieces.append(s[start:at])
            if at >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            one = s[at]
            if one == '"':
                return "".join(pieces), at + 1
            if one != "\\":
                if self.strict:
                    raise JSONDecodeError("Invalid control character at", s, at)
                pieces.append(one)
                at += 1
                continue
            escape = s[at + 1:at + 2]
            if not escape:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if escape != "u":
                if escape not in _ESCAPES:
                    raise JSONDecodeError("Invalid \\escape", s, at)
                pieces.append(_ESCAPES[escape])
                at += 2
                continue
            code, at = self._code(s, at + 2), at + 6
            if 0xd800 <= code <= 0xdbff and s.startswith("\\u", at):
                low = self._code(s, at + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code, at = 0x10000 + (code - 0xd800 << 10 | low - 0xdc00), at + 6
            pieces.append(chr(code))

    def _code(self, s, at):
        digits = s[at:at + 4]
        if len(digits) == 4 and all(digit in "0123456789abcdefABCDEF" for digit in digits):
            return int(digits, 16)
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)

    def _array(self, s, at, names):
        values = []
        at = _past_space(s, at)
        if s.startswith("]", at):
            return values, at + 1
        while True:
            value, at = self._value(s, at, names)
            values.append(value)
            at = _past_space(s, at)
            if s.startswith("]", at):
                return values, at + 1
            if not s.startswith(",", at):
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            comma = at
            at = _past_space(s, at + 1)
            if s.startswith("]", at) and sys.version_info >= (3, 13):
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, at, names):
        pairs = []
        at = _past_space(s, at)
        if not s.startswith("}", at):
            while True:
                if not s.startswith('"', at):
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
                key, at = self._string(s, at + 1)
                at = _past_space(s, at)
                if not s.startswith(":", at):
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self._value(s, _past_space(s, at + 1), names)
                # The same name is one object in a whole text.
                pairs.append((names.setdefault(key, key), value))
                at = _past_space(s, at)
                if s.startswith("}", at):
                    break
                if not s.startswith(",", at):
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                comma = at
                at = _past_space(s, at + 1)
                if s.startswith("}", at) and sys.version_info >= (3, 13):
                    raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at + 1
        made = dict(pairs)
        return (made if self.object_hook is None else self.object_hook(made)), at + 1
