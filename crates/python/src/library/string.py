"""Collections of characters, and texts with gaps."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace", "Formatter",
           "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """A text with $names in it."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """(text, name, place) in turn; without a name it is text, with '' it is no name at all."""
        text = self.template
        at = 0
        while True:
            place = text.find(self.delimiter, at)
            if place < 0:
                yield text[at:], None, at
                return
            yield text[at:place], None, at
            start = place + len(self.delimiter)
            if text.startswith(self.delimiter, start):
                yield self.delimiter, None, place
                at = start + len(self.delimiter)
                continue
            braced = text.startswith("{", start)
            first = start + 1 if braced else start
            end = first
            while end < len(text) and (text[end] == "_" or text[end] in ascii_letters
                                       or (end > first and text[end] in digits)):
                end += 1
            if end == first or (braced and not text.startswith("}", end)):
                yield self.delimiter, "", place
                at = start
                continue
            stop = end + 1 if braced else end
            yield text[place:stop], text[first:end], place
            at = stop

    def _invalid(self, place):
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            colno, lineno = 1, 1
        else:
            colno = place - len("".join(lines[:-1]))
            lineno = len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (lineno, colno))

    def substitute(self, mapping={}, /, **kws):
        result = []
        for text, name, place in self._parts():
            if name is None:
                result.append(text)
            elif name == "":
                self._invalid(place)
            else:
                result.append(str(kws[name] if name in kws else mapping[name]))
        return "".join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        result = []
        for text, name, place in self._parts():
            if name:
                if name in kws:
                    text = str(kws[name])
                else:
                    try:
                        text = str(mapping[name])
                    except KeyError:
                        pass
            result.append(text)
        return "".join(result)

    def is_valid(self):
        return all(name != "" for _, name, _ in self._parts())

    def get_identifiers(self):
        names = []
        for _, name, _ in self._parts():
            if name and name not in names:
                names.append(name)
        return names


class Formatter:
    """`str.format` as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
