"""How test cases show objects."""

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = (
    _MAX_LENGTH
    - _MIN_BEGIN_LEN
    - _PLACEHOLDER_LEN
    - _MIN_COMMON_LEN
    - _PLACEHOLDER_LEN
    - _MIN_END_LEN
)


def safe_repr(obj, short=False):
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        return text[:_MAX_LENGTH] + " [truncated]..."
    return text


def strclass(cls):
    return cls.__module__ + "." + cls.__qualname__


def _shorten(text, head, tail):
    """Replaces the middle by how many characters it has, where that is shorter."""
    dropped = len(text) - head - tail
    if dropped <= _PLACEHOLDER_LEN:
        return text
    return text[:head] + "[" + str(dropped) + " chars]" + text[len(text) - tail:]


def _common_prefix_length(texts):
    length = min(len(text) for text in texts)
    first = texts[0]
    for place in range(length):
        for text in texts:
            if text[place] != first[place]:
                return place
    return length


def _common_shorten_repr(*objects):
    texts = tuple([safe_repr(obj) for obj in objects])
    longest = max(len(text) for text in texts)
    if longest <= _MAX_LENGTH:
        return texts
    common = _common_prefix_length(texts)
    prefix = texts[0][:common]
    room = _MAX_LENGTH - (longest - common + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple([prefix + text[common:] for text in texts])
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple([
        prefix + _shorten(text[common:], _MIN_DIFF_LEN, _MIN_END_LEN) for text in texts
    ])


def unordered_list_difference(expected, actual):
    """What is missing and what is too much, for items that may not be hashable."""
    missing = []
    actual = list(actual)
    for item in expected:
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def _count_differences(actual, expected):
    """(times in actual, times in expected, item) for each item whose counts differ."""
    kinds = []
    for side, items in ((0, actual), (1, expected)):
        for item in items:
            for kind in kinds:
                if kind[2] == item:
                    kind[side] += 1
                    break
            else:
                kind = [0, 0, item]
                kind[side] = 1
                kinds.append(kind)
    return [tuple(kind) for kind in kinds if kind[0] != kind[1]]
