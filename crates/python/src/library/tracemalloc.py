"""Where the memory that a program uses was asked for, by snapshots that can be compared.

The native half keeps the blocks; here they are grouped, sorted and shown.
"""

import linecache
import operator
import sys

from _tracemalloc import (
    _get_object_traceback,
    _get_traces,
    clear_traces,
    get_traceback_limit,
    get_traced_memory,
    get_tracemalloc_memory,
    is_tracing,
    start,
    stop,
)

if sys.version_info >= (3, 9):
    from _tracemalloc import reset_peak

__absent__ = () if sys.version_info >= (3, 9) else ("reset_peak",)

# From 3.9 a trace says how deep the stack was, too.
_SAYS_DEPTH = sys.version_info >= (3, 9)
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def _format_size(size, sign):
    for unit in _UNITS:
        if abs(size) < 100 and unit != "B":
            return ("%+.1f %s" if sign else "%.1f %s") % (size, unit)
        if abs(size) < 10 * 1024 or unit == "TiB":
            return ("%+.0f %s" if sign else "%.0f %s") % (size, unit)
        size /= 1024


def _compares_by(field, ordered):
    """Gives a class that is made around one value that value's hash and comparisons."""
    def decorate(cls):
        def hash_of(self):
            return hash(getattr(self, field))

        def comparison(name):
            compare = getattr(operator, name)

            def method(self, other):
                if isinstance(other, cls):
                    return compare(getattr(self, field), getattr(other, field))
                return NotImplemented
            return method

        methods = {"__hash__": hash_of}
        for name in ("eq", "lt", "le", "gt", "ge") if ordered else ("eq",):
            methods["__%s__" % name] = comparison(name)
        for name, method in methods.items():
            method.__name__ = name
            method.__qualname__ = "%s.%s" % (cls.__name__, name)
            setattr(cls, name, method)
        return cls
    return decorate


def _average(stat):
    if not stat.count:
        return ""
    return ", average=" + _format_size(stat.size / stat.count, False)


@_compares_by("_values", ordered=False)
class Statistic:
    """The blocks of one place: how many, and how large together."""

    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    @property
    def _values(self):
        return (self.traceback, self.size, self.count)

    def _sort_key(self):
        return self._values[1:] + self._values[:1]

    def __repr__(self):
        return "<Statistic traceback=%r size=%i count=%i>" % self._values

    def __str__(self):
        size = _format_size(self.size, False)
        return "%s: size=%s, count=%i%s" % (self.traceback, size, self.count, _average(self))


@_compares_by("_values", ordered=False)
class StatisticDiff:
    """The same in two snapshots: how it is in the later one, and by how much it grew."""

    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        given = (traceback, size, size_diff, count, count_diff)
        for name, value in zip(self.__slots__, given):
            setattr(self, name, value)

    @property
    def _values(self):
        return tuple([getattr(self, name) for name in self.__slots__])

    def _sort_key(self):
        traceback, size, grown, count, more = self._values
        return (abs(grown), size, abs(more), count, traceback)

    def __repr__(self):
        return "<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>" % self._values

    def __str__(self):
        sizes = (_format_size(self.size, False), _format_size(self.size_diff, True))
        counts = (self.count, self.count_diff)
        return "%s: size=%s (%s), count=%i (%+i)%s" % (
            self.traceback, *sizes, *counts, _average(self))


def _differences(old, new):
    found = []
    for traceback, stat in new.items():
        before = old.pop(traceback, None)
        size, count = (before.size, before.count) if before is not None else (0, 0)
        found.append(StatisticDiff(traceback, stat.size, stat.size - size, stat.count, stat.count - count))
    for traceback, stat in old.items():
        found.append(StatisticDiff(traceback, 0, -stat.size, 0, -stat.count))
    return found


@_compares_by("_frame", ordered=True)
class Frame:
    """A place: a file and a line."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    filename = property(lambda self: self._frame[0])
    lineno = property(lambda self: self._frame[1])

    def __str__(self):
        return "%s:%s" % self._frame

    def __repr__(self):
        return "<Frame filename=%r lineno=%r>" % self._frame


def _taken(items, index, wrap):
    """One of the items, or a slice of them, as objects."""
    if isinstance(index, slice):
        return tuple(list(map(wrap, items[index])))
    return wrap(items[index])


@_compares_by("_frames", ordered=True)
class Traceback:
    """Places from the outermost call to the innermost."""

    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        # They come with the innermost one first.
        self._frames = tuple(frames[::-1])
        self._total_nframe = total_nframe

    def __getitem__(self, index):
        return _taken(self._frames, index, Frame)

    def __iter__(self):
        return (Frame(frame) for frame in self._frames)

    def __reversed__(self):
        return (Frame(frame) for frame in self._frames[::-1])

    total_nframe = property(lambda self: self._total_nframe)

    def __len__(self):
        return len(self._frames)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __repr__(self):
        depth = "" if self._total_nframe is None else " total_nframe=%s" % (self._total_nframe,)
        return "<Traceback %r%s>" % (tuple(self), depth)

    def __str__(self):
        return str(self[0])

    def format(self, limit=None, most_recent_first=False):
        places = list(self)
        if limit is not None:
            places = places[-limit:] if limit > 0 else places[:limit]
        lines = []
        for place in reversed(places) if most_recent_first else places:
            lines.append('  File "%s", line %s' % (place.filename, place.lineno))
            source = linecache.getline(place.filename, place.lineno).strip()
            lines.extend(["    " + source] * bool(source))
        return lines


def get_object_traceback(obj):
    known = _get_object_traceback(obj)
    if known is not None:
        return Traceback(known)
    return None


@_compares_by("_trace", ordered=False)
class Trace:
    """A block of memory, its size, and where it was asked for."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    domain = property(lambda self: self._trace[0])
    size = property(lambda self: self._trace[1])
    traceback = property(lambda self: Traceback(*self._trace[2:]))

    def __str__(self):
        return ": ".join((str(self.traceback), _format_size(self.size, False)))

    def __repr__(self):
        told = (self.domain, _format_size(self.size, False), self.traceback)
        return "<Trace domain=%s size=%s, traceback=%r>" % told


class _Traces:
    """All traces of a snapshot; each is made an object when it is asked for."""

    __hash__ = None

    def __init__(self, traces):
        self._traces = traces

    def __iter__(self):
        return (Trace(trace) for trace in self._traces)

    def __getitem__(self, index):
        return _taken(self._traces, index, Trace)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __len__(self):
        return len(self._traces)

    def __eq__(self, other):
        if isinstance(other, _Traces):
            return self._traces == other._traces
        return NotImplemented

    def __repr__(self):
        return "<Traces len=%d>" % len(self._traces)


def _source_name(filename):
    return filename[:-1] if filename.endswith(".pyc") else filename


def _set_at(pattern, at):
    """The characters between brackets at a place, whether they are excluded, and the place behind; None if no bracket closes."""
    end = at + 1
    if pattern[end:end + 1] == "!":
        end += 1
    if pattern[end:end + 1] == "]":
        end += 1
    end = pattern.find("]", end)
    if end < 0:
        return None
    inside = pattern[at + 1:end]
    excluded = inside.startswith("!")
    return (inside[1:] if excluded else inside), excluded, end + 1


def _is_in(character, inside):
    at = 0
    while at < len(inside):
        if inside[at + 1:at + 2] == "-" and at + 2 < len(inside):
            if inside[at] <= character <= inside[at + 2]:
                return True
            at += 3
        else:
            if inside[at] == character:
                return True
            at += 1
    return False


def _matches(name, pattern):
    """Whether a name is one of those that a shell's pattern means."""
    at = place = 0
    star = None
    while at < len(name):
        if pattern[place:place + 1] == "*":
            star = (place + 1, at)
            place += 1
            continue
        fits, behind = False, place + 1
        if place < len(pattern):
            known = _set_at(pattern, place) if pattern[place] == "[" else None
            if known is not None:
                inside, excluded, behind = known
                fits = _is_in(name[at], inside) != excluded
            else:
                fits = pattern[place] in ("?", name[at])
                if name[at] != "?" and pattern[place] == "?":
                    fits = True
        if fits:
            at += 1
            place = behind
        elif star is not None:
            place, at = star[0], star[1] + 1
            star = (place, at)
        else:
            return False
    return not pattern[place:].strip("*")


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.inclusive = inclusive
        self._filename_pattern = _source_name(filename_pattern)
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        if not _matches(_source_name(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) != (not self.inclusive)

    def _match_traceback(self, traceback):
        # One of all frames, or the innermost one.
        candidates = traceback if self.all_frames else traceback[:1]
        return any(self._match_frame_impl(*place) for place in candidates) == bool(self.inclusive)

    def _match(self, trace):
        domain = trace[0]
        passes = self._match_traceback(trace[2])
        if self.domain is None:
            return passes
        if self.inclusive:
            return passes and domain == self.domain
        return passes or domain != self.domain


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) ^ (not self.inclusive)


# What the frames of a block are cut down to, by what blocks are grouped by.
_KEYS = {
    "traceback": lambda frames: frames,
    "lineno": lambda frames: frames[:1],
    "filename": lambda frames: ((frames[0][0], 0),),
}


class Snapshot:
    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        import pickle
        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        import pickle
        with open(filename, "rb") as file:
            return pickle.load(file)

    def _passes(self, wanted, unwanted, trace):
        if wanted:
            for one in wanted:
                if one._match(trace):
                    break
            else:
                return False
        for one in unwanted:
            if not one._match(trace):
                return False
        return True

    def filter_traces(self, filters):
        if not hasattr(filters, "__iter__"):
            raise TypeError("filters must be a list of filters, not %s" % type(filters).__name__)
        if not filters:
            return Snapshot(self.traces._traces.copy(), self.traceback_limit)
        wanted = [one for one in filters if one.inclusive]
        unwanted = [one for one in filters if not one.inclusive]
        kept = [trace for trace in self.traces._traces if self._passes(wanted, unwanted, trace)]
        return Snapshot(kept, self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in _KEYS:
            raise ValueError("unknown key_type: %r" % (key_type,))
        if cumulative and key_type == "traceback":
            raise ValueError("cumulative mode cannot by used with key type %r" % key_type)
        key_of = _KEYS[key_type]
        groups = {}
        for _, size, frames, *_ in self.traces._traces:
            # Cumulatively, a block counts for each of the places that led to it.
            for place in [(frame,) for frame in frames] if cumulative else (frames,):
                key = Traceback(key_of(place))
                group = groups.get(key)
                if group is None:
                    group = groups[key] = Statistic(key, 0, 0)
                group.size += size
                group.count += 1
        return groups

    def statistics(self, key_type, cumulative=False):
        found = list(self._group_by(key_type, cumulative).values())
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new = self._group_by(key_type, cumulative)
        old = old_snapshot._group_by(key_type, cumulative)
        found = _differences(old, new)
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    traces = _get_traces()
    return Snapshot(traces, get_traceback_limit())
