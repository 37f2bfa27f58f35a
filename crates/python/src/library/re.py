"""Regular expressions: what `re` gives to a program. The matching itself is the engine's (`_regex`)."""

import sys

import _refusal
import _regex

__all__ = ["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer",
           "compile", "purge", "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S",
           "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE",
           "UNICODE", "NOFLAG", "RegexFlag"]


class RegexFlag(int):
    """Flags of a pattern."""

    def _names(self):
        names = [name for bit, name in _FLAG_NAMES if self & bit]
        rest = int(self) & ~_ALL_FLAGS
        if rest:
            names.append(hex(rest))
        return names

    def __repr__(self):
        names = self._names()
        return "|".join("re." + name for name in names) if names else "re.NOFLAG"

    __str__ = __repr__

    def __or__(self, other):
        return RegexFlag(int(self) | int(other))

    __ror__ = __or__

    def __and__(self, other):
        return RegexFlag(int(self) & int(other))

    __rand__ = __and__

    def __xor__(self, other):
        return RegexFlag(int(self) ^ int(other))

    __rxor__ = __xor__

    def __invert__(self):
        return RegexFlag(_ALL_FLAGS & ~int(self))


_FLAG_NAMES = (
    (256, "ASCII"), (2, "IGNORECASE"), (4, "LOCALE"), (32, "UNICODE"), (8, "MULTILINE"),
    (16, "DOTALL"), (64, "VERBOSE"), (128, "DEBUG"),
)
_ALL_FLAGS = 256 | 2 | 4 | 32 | 8 | 16 | 64 | 128

NOFLAG = RegexFlag(0)
A = ASCII = RegexFlag(256)
I = IGNORECASE = RegexFlag(2)
L = LOCALE = RegexFlag(4)
U = UNICODE = RegexFlag(32)
M = MULTILINE = RegexFlag(8)
S = DOTALL = RegexFlag(16)
X = VERBOSE = RegexFlag(64)
DEBUG = RegexFlag(128)


class PatternError(Exception):
    """A pattern is wrong."""

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = "%s at position %d" % (msg, pos)
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = "%s (line %d, column %d)" % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


if sys.version_info < (3, 13):
    PatternError.__name__ = PatternError.__qualname__ = "error"
error = PatternError


class Pattern:
    """A pattern that was read."""

    __slots__ = ("_number", "pattern", "flags", "groups", "_names", "__weakref__")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        return dict(self._names)

    def __repr__(self):
        names = [name for bit, name in sorted(_FLAG_NAMES, key=_bit) if self.flags & bit]
        if isinstance(self.pattern, str) and "UNICODE" in names:
            names.remove("UNICODE")
        text = repr(self.pattern)[:200]
        if names:
            text += ", " + "|".join("re." + name for name in names)
        return "re.compile(%s)" % text

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def _check(self, string):
        is_bytes = isinstance(string, (bytes, bytearray))
        if isinstance(string, str):
            if isinstance(self.pattern, bytes):
                raise TypeError("cannot use a bytes pattern on a string-like object")
        elif is_bytes and isinstance(self.pattern, str):
            raise TypeError("cannot use a string pattern on a bytes-like object")

    def _one(self, string, pos, endpos, how):
        self._check(string)
        spans = _regex.find(self._number, string, pos, endpos, how)
        return None if spans is None else _match(self, string, pos, endpos, spans)

    def search(self, string, pos=0, endpos=sys.maxsize):
        return self._one(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=sys.maxsize):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=sys.maxsize):
        return self._one(string, pos, endpos, 2)

    def _all(self, string, pos=0, endpos=sys.maxsize, most=0):
        self._check(string)
        for spans in _regex.find_all(self._number, string, pos, endpos, most):
            yield _match(self, string, pos, endpos, spans)

    def finditer(self, string, pos=0, endpos=sys.maxsize):
        return iter(self._all(string, pos, endpos))

    def findall(self, string, pos=0, endpos=sys.maxsize):
        empty = "" if isinstance(self.pattern, str) else b""
        found = []
        for match in self._all(string, pos, endpos):
            if self.groups == 0:
                found.append(match.group())
            elif self.groups == 1:
                found.append(match.groups(empty)[0])
            else:
                found.append(match.groups(empty))
        return found

    def split(self, string, maxsplit=0):
        parts = []
        last = 0
        if maxsplit >= 0:
            for match in self._all(string, most=maxsplit):
                parts.append(string[last:match.start()])
                parts.extend(match.groups())
                last = match.end()
        parts.append(string[last:])
        return parts

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        if not callable(repl):
            template = _template(self, repl)
        else:
            template = None
        parts = []
        last = 0
        times = 0
        for match in self._all(string, most=count):
            parts.append(string[last:match.start()])
            parts.append(repl(match) if template is None else _fill(template, match))
            last = match.end()
            times += 1
        parts.append(string[last:])
        empty = "" if isinstance(string, str) else b""
        return empty.join([part for part in parts if part is not None]), times


def _bit(pair):
    return pair[0]


class Match:
    """Where a pattern was found."""

    __slots__ = ("re", "string", "pos", "endpos", "_spans", "lastindex")

    def __new__(cls, *args):
        raise TypeError("cannot create 're.Match' instances")

    def _number(self, group):
        if isinstance(group, str):
            for name, number in self.re._names:
                if name == group:
                    return number
        elif isinstance(group, int) and 0 <= group <= self.re.groups:
            return group
        raise IndexError("no such group")

    def span(self, group=0, /):
        number = self._number(group)
        return self._spans[2 * number], self._spans[2 * number + 1]

    def start(self, group=0, /):
        return self.span(group)[0]

    def end(self, group=0, /):
        return self.span(group)[1]

    def __getitem__(self, group):
        start, end = self.span(group)
        return None if start < 0 else self.string[start:end]

    def group(self, *groups):
        if not groups:
            return self[0]
        if len(groups) == 1:
            return self[groups[0]]
        return tuple([self[group] for group in groups])

    def groups(self, default=None):
        found = []
        for number in range(1, self.re.groups + 1):
            text = self[number]
            found.append(default if text is None else text)
        return tuple(found)

    def groupdict(self, default=None):
        found = {}
        for name, number in self.re._names:
            text = self[number]
            found[name] = default if text is None else text
        return found

    def expand(self, template):
        return _fill(_template(self.re, template), self)

    @property
    def lastgroup(self):
        for name, number in self.re._names:
            if number == self.lastindex:
                return name
        return None

    @property
    def regs(self):
        return tuple([self.span(number) for number in range(self.re.groups + 1)])

    def __repr__(self):
        return "<re.Match object; span=%r, match=%r>" % (self.span(), self.group())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _match(pattern, string, pos, endpos, spans):
    match = object.__new__(Match)
    match.re = pattern
    match.string = string
    length = len(string)
    match.pos = min(max(pos, 0), length)
    match.endpos = min(max(endpos, 0), length)
    match._spans = spans[:-1]
    match.lastindex = spans[-1]
    return match


_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
            "\\": "\\"}


def _template(pattern, template):
    """A replacement as texts and numbers of groups."""
    is_bytes = isinstance(template, (bytes, bytearray))
    text = template.decode("latin-1") if is_bytes else template
    parts = []
    at = 0
    while at < len(text):
        stop = text.find("\\", at)
        if stop < 0:
            parts.append(text[at:])
            break
        if stop > at:
            parts.append(text[at:stop])
        if stop + 1 == len(text):
            raise PatternError("bad escape (end of pattern)", template, stop)
        letter = text[stop + 1]
        at = stop + 2
        if letter == "g":
            if not text.startswith("<", at):
                raise PatternError("missing <", template, at)
            end = text.find(">", at)
            name = text[at + 1:end if end >= 0 else len(text)]
            if not name:
                raise PatternError("missing group name", template, at + 1)
            if end < 0:
                raise PatternError("missing >, unterminated name", template, at + 1)
            if name.isdigit():
                number = int(name)
                if number > pattern.groups:
                    raise PatternError("invalid group reference %d" % number, template, at + 1)
            else:
                if not name.isidentifier():
                    raise PatternError("bad character in group name %r" % name, template, at + 1)
                names = dict(pattern._names)
                if name not in names:
                    raise IndexError("unknown group name %r" % name)
                number = names[name]
            parts.append(number)
            at = end + 1
        elif letter == "0" or (letter in "123" and text[at:at + 2].isdigit()
                               and len(text[at:at + 2]) == 2):
            digits = ""
            for one in text[stop + 1:stop + 4]:
                if one not in "01234567":
                    break
                digits += one
            if letter != "0" and len(digits) < 3:
                number, at = _group_number(pattern, template, text, stop)
                parts.append(number)
            else:
                parts.append(chr(int(digits, 8) & 255))
                at = stop + 1 + len(digits)
        elif letter.isdigit():
            number, at = _group_number(pattern, template, text, stop)
            parts.append(number)
        elif letter in _ESCAPES:
            parts.append(_ESCAPES[letter])
        elif letter.isalpha() and letter.isascii():
            raise PatternError("bad escape \\%s" % letter, template, stop)
        else:
            parts.append("\\" + letter)
    if is_bytes:
        parts = [part.encode("latin-1") if isinstance(part, str) else part for part in parts]
    return parts


def _group_number(pattern, template, text, stop):
    end = stop + 2
    if end < len(text) and text[end].isdigit():
        end += 1
    number = int(text[stop + 1:end])
    if number > pattern.groups:
        raise PatternError("invalid group reference %d" % number, template, stop + 1)
    return number, end


def _fill(template, match):
    empty = match.string[:0]
    parts = []
    for part in template:
        if isinstance(part, int):
            part = match[part]
        if part is not None:
            parts.append(part)
    return empty.join(parts)


_cache = {}


def _compile(pattern, flags):
    flags = int(flags)
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    key = (type(pattern), pattern, flags)
    found = _cache.get(key)
    if found is not None:
        return found
    if flags & 4:
        _refusal.refuse("the flag re.LOCALE")
    if flags & 128:
        _refusal.refuse("the flag re.DEBUG")
    if isinstance(pattern, str):
        if flags & 256 and flags & 32:
            raise ValueError("ASCII and UNICODE flags are incompatible")
        if not flags & 256:
            asked = flags | 32
        else:
            asked = flags
    else:
        if flags & 32:
            raise ValueError("cannot use UNICODE flag with a bytes pattern")
        asked = flags
    answer = _regex.compile(pattern, asked)
    if answer[0] is None:
        if answer[2] is None:
            raise PatternError(answer[1])
        raise PatternError(answer[1], pattern, answer[2])
    made = object.__new__(Pattern)
    made._number, made.flags, made.groups, made._names = answer
    made.pattern = pattern
    if len(_cache) >= 512:
        _cache.clear()
    _cache[key] = made
    return made


def _asks(name):
    """A function that asks the pattern's method of the same name about a text."""
    def ask(pattern, string, flags=0):
        return getattr(_compile(pattern, flags), name)(string)
    return ask


def _replaces(name):
    """The same for those that replace."""
    def replace(pattern, repl, string, count=0, flags=0):
        return getattr(_compile(pattern, flags), name)(repl, string, count)
    return replace


for _make, _names in ((_asks, "search match fullmatch findall finditer"), (_replaces, "sub subn")):
    for _name in _names.split():
        _function = _make(_name)
        _function.__name__ = _function.__qualname__ = _name
        globals()[_name] = _function
del _make, _names, _name, _function


def split(pattern, string, maxsplit=0, flags=0):
    return _compile(pattern, flags).split(string, maxsplit)


def compile(pattern, flags=0):
    return _compile(pattern, flags)


def purge():
    _cache.clear()


_SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"


def escape(pattern):
    if isinstance(pattern, str):
        return "".join(["\\" + one if one in _SPECIAL else one for one in pattern])
    text = str(pattern, "latin1")
    return "".join(["\\" + one if one in _SPECIAL else one for one in text]).encode("latin1")

if sys.version_info >= (3, 9):
    from _types import GenericAlias
    for _one in Pattern, Match:
        _one.__class_getitem__ = classmethod(GenericAlias)
    del _one
