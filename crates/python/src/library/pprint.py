"""Objects written over several lines where one is too short."""
import sys
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]
_plain = frozenset((str, bytes, bytearray, int, float, complex, bool, type(None)))


class _safe_key:
    """For sorting what can't be compared: by type, then by identity."""

    __slots__ = ["obj"]

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            mine, others = (self.obj, other.obj)
            return (str(type(mine)), id(mine)) < (str(type(others)), id(others))


def _safe_pair(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(obj):
    return "<Recursion on {} with id={}>".format(type(obj).__name__, id(obj))


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Write an object to a stream, or to where `print` writes."""
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """The same, with dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text of an object."""
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    """The text in one line; a circle is told of and not followed."""
    return PrettyPrinter()._one_line(object, set(), 0)[0]


def isreadable(object):
    """Whether the text is a program for the object."""
    return PrettyPrinter()._one_line(object, set(), 0)[1]


def isrecursive(object):
    """Whether the object holds itself."""
    return PrettyPrinter()._one_line(object, set(), 0)[2]


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        for wrong, text in ((indent < 0, "indent must be >= 0"), (depth is not None and depth <= 0, "depth must be > 0"),
                            (not width, "width must be != 0")):
            if wrong:
                raise ValueError(text)
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort_dicts, self._underscore_numbers = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        stream = sys.stdout if self._stream is None else self._stream
        stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._write(object, out, 0, 0, set(), 0)
        return "".join(out)

    def isreadable(self, object):
        _, readable, recursive = self._one_line(object, set(), 0)
        return readable and not recursive

    def isrecursive(self, object):
        return self._one_line(object, set(), 0)[2]

    def format(self, object, context, maxlevels, level):
        return self._one_line(object, context, level)

    # ---- one line ------------------------------------------------------------------------------------------------

    def _pairs(self, mapping):
        return sorted(mapping.items(), key=_safe_pair) if self._sort_dicts else mapping.items()

    def _one_line(self, obj, above, level):
        """The text, whether it is a program for the object, and whether the object holds itself."""
        kind = type(obj)
        if kind is int and self._underscore_numbers:
            return "{:_d}".format(obj), True, False
        if kind in _plain:
            return repr(obj), True, False
        shape = getattr(kind, "__repr__", None)
        is_dict = issubclass(kind, dict) and shape is dict.__repr__
        is_row = issubclass(kind, list) and shape is list.__repr__ or issubclass(kind, tuple) and (
            shape is tuple.__repr__)
        if not is_dict and not is_row:
            text = repr(obj)
            return text, bool(text) and not text.startswith("<"), False
        if not obj:
            return ("{}" if is_dict else "[]" if issubclass(kind, list) else "()"), True, False
        pattern = "{{{}}}" if is_dict else "[{}]" if issubclass(kind, list) else "({},)" if len(obj) == 1 else "({})"
        if self._depth is not None and level >= self._depth:
            return pattern.replace(",)", ")").format("..."), False, False
        if id(obj) in above:
            return _recursion(obj), False, True
        above.add(id(obj))
        level += 1
        readable, recursive, parts = True, False, []
        for item in self._pairs(obj) if is_dict else obj:
            found = [self._one_line(one, above, level) for one in (item if is_dict else (item,))]
            parts.append(": ".join([text for text, _, _ in found]))
            readable = readable and all(fine for _, fine, _ in found)
            recursive = recursive or any(circle for _, _, circle in found)
        above.remove(id(obj))
        return pattern.format(", ".join(parts)), readable, recursive

    # ---- several lines -------------------------------------------------------------------------------------------

    def _write(self, obj, out, indent, allowance, above, level):
        if id(obj) in above:
            out.append(_recursion(obj))
            return
        text = self._one_line(obj, above, level)[0]
        writer = None
        if len(text) > self._width - indent - allowance:
            writer = self._writers().get(type(obj).__repr__)
        if writer is None:
            out.append(text)
            return
        above.add(id(obj))
        writer(self, obj, out, indent, allowance, above, level + 1)
        above.remove(id(obj))

    @staticmethod
    def _writers():
        import collections
        cls = PrettyPrinter
        return {dict.__repr__: cls._write_dict, list.__repr__: cls._write_list, tuple.__repr__: cls._write_tuple,
                set.__repr__: cls._write_set, frozenset.__repr__: cls._write_set, str.__repr__: cls._write_str,
                types.MappingProxyType.__repr__: cls._write_proxy,
                collections.OrderedDict.__repr__: cls._write_ordered}

    def _write_dict(self, obj, out, indent, allowance, above, level):
        out.append("{" + (self._indent - 1) * " ")
        indent += self._indent
        last = len(obj) - 1
        for index, (key, value) in enumerate(self._pairs(obj)):
            shown = self._one_line(key, above, level)[0]
            out.append(shown + ": ")
            self._write(value, out, indent + len(shown) + 2, allowance + 1 if index == last else 1, above, level)
            if index != last:
                out.append(",\n" + " " * indent)
        out.append("}")

    def _write_ordered(self, obj, out, indent, allowance, above, level):
        if not obj:
            out.append(repr(obj))
            return
        name = type(obj).__name__
        out.append(name + "(")
        out.append("[" + (self._indent - 1) * " ")
        indent += len(name) + 1 + self._indent
        last = len(obj) - 1
        for index, (key, value) in enumerate(obj.items()):
            shown = self._one_line(key, above, level)[0]
            out.append("({}, ".format(shown))
            self._write(value, out, indent + len(shown) + 3, allowance + 2 if index == last else 1, above, level)
            out.append(")" if index == last else "),\n" + " " * indent)
        out.append("]")
        out.append(")")

    def _write_proxy(self, obj, out, indent, allowance, above, level):
        out.append("mappingproxy(")
        self._write(obj.copy(), out, indent + 13, allowance + 1, above, level)
        out.append(")")

    def _write_list(self, obj, out, indent, allowance, above, level):
        out.append("[")
        self._write_row(obj, out, indent, allowance + 1, above, level)
        out.append("]")

    def _write_tuple(self, obj, out, indent, allowance, above, level):
        end = ",)" if len(obj) == 1 else ")"
        out.append("(")
        self._write_row(obj, out, indent, allowance + len(end), above, level)
        out.append(end)

    def _write_set(self, obj, out, indent, allowance, above, level):
        if not obj:
            out.append(repr(obj))
            return
        start, end = "{", "}"
        if type(obj) is not set:
            start, end = type(obj).__name__ + "({", "})"
            indent += len(type(obj).__name__) + 1
        out.append(start)
        self._write_row(sorted(obj, key=_safe_key), out, indent, allowance + len(end), above, level)
        out.append(end)

    def _write_row(self, items, out, indent, allowance, above, level):
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        between, room = "", self._width - indent + 1
        left = width = room
        items = list(items)
        for index, item in enumerate(items):
            is_last = index == len(items) - 1
            if is_last:
                # The closing bracket has to fit, too.
                room -= allowance
                left -= allowance
            if self._compact:
                text = self._one_line(item, above, level)[0]
                need = len(text) + 2
                if left < need:
                    left = room
                    if between:
                        between = ",\n" + " " * indent
                if left >= need:
                    left -= need
                    out.append(between + text)
                    between = ", "
                    continue
            out.append(between)
            between = ",\n" + " " * indent
            self._write(item, out, indent, allowance if is_last else 1, above, level)

    def _write_str(self, obj, out, indent, allowance, above, level):
        if not obj:
            out.append(repr(obj))
            return
        lines = obj.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        widest = room = self._width - indent
        chunks = []
        for index, line in enumerate(lines):
            if index == len(lines) - 1:
                room -= allowance
            if len(repr(line)) <= room:
                chunks.append(repr(line))
                continue
            # Too long a line is cut where words end.
            words = [word for word in _words(line) if word]
            current, most = "", widest
            for place, word in enumerate(words):
                if place == len(words) - 1 and index == len(lines) - 1:
                    most -= allowance
                if len(repr(current + word)) > most:
                    if current:
                        chunks.append(repr(current))
                    current = word
                else:
                    current += word
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(chunks[0])
            return
        joined = ("\n" + " " * indent).join(chunks)
        out.append("({})".format(joined) if level == 1 else joined)


def _words(line):
    """The words of a line, each with the spaces behind it."""
    start, in_space = 0, False
    for place, one in enumerate(line):
        if in_space and not one.isspace():
            yield line[start:place]
            start = place
        in_space = one.isspace()
    yield line[start:]
