"""Where the memory that a program uses was asked for, by snapshots that can be compared.

The native half keeps the blocks; here they are grouped, sorted and shown.
"""

import sys

from _tracemalloc import (
    _get_object_traceback,
    _get_traces,
    _line,
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


class Statistic:
    __slots__ = ("traceback", "size", "count")

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __eq__(self, other):
        if not isinstance(other, Statistic):
            return NotImplemented
        return (self.traceback, self.size, self.count) == (other.traceback, other.size, other.count)

    def __str__(self):
        text = "%s: size=%s, count=%i" % (self.traceback, _format_size(self.size, False), self.count)
        if self.count:
            text += ", average=%s" % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return "<Statistic traceback=%r size=%i count=%i>" % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return (self.size, self.count, self.traceback)


class StatisticDiff:
    __slots__ = ("traceback", "size", "size_diff", "count", "count_diff")

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def _values(self):
        return (self.traceback, self.size, self.size_diff, self.count, self.count_diff)

    def __hash__(self):
        return hash(self._values())

    def __eq__(self, other):
        if not isinstance(other, StatisticDiff):
            return NotImplemented
        return self._values() == other._values()

    def __str__(self):
        text = "%s: size=%s (%s), count=%i (%+i)" % (
            self.traceback,
            _format_size(self.size, False),
            _format_size(self.size_diff, True),
            self.count,
            self.count_diff,
        )
        if self.count:
            text += ", average=%s" % _format_size(self.size / self.count, False)
        return text

    def __repr__(self):
        return "<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>" % self._values()

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)


def _differences(old, new):
    found = []
    for traceback, stat in new.items():
        before = old.pop(traceback, None)
        size, count = (before.size, before.count) if before is not None else (0, 0)
        found.append(StatisticDiff(traceback, stat.size, stat.size - size, stat.count, stat.count - count))
    for traceback, stat in old.items():
        found.append(StatisticDiff(traceback, 0, -stat.size, 0, -stat.count))
    return found


class Frame:
    """A place: a file and a line."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __hash__(self):
        return hash(self._frame)

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __le__(self, other):
        return self._frame <= other._frame if isinstance(other, Frame) else NotImplemented

    def __gt__(self, other):
        return self._frame > other._frame if isinstance(other, Frame) else NotImplemented

    def __ge__(self, other):
        return self._frame >= other._frame if isinstance(other, Frame) else NotImplemented

    def __str__(self):
        return "%s:%s" % (self.filename, self.lineno)

    def __repr__(self):
        return "<Frame filename=%r lineno=%r>" % (self.filename, self.lineno)


class Traceback:
    """Places from the outermost call to the innermost."""

    __slots__ = ("_frames", "_total_nframe")

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple([Frame(frame) for frame in self._frames[index]])
        return Frame(self._frames[index])

    def __iter__(self):
        for frame in self._frames:
            yield Frame(frame)

    def __reversed__(self):
        for frame in reversed(self._frames):
            yield Frame(frame)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __le__(self, other):
        return self._frames <= other._frames if isinstance(other, Traceback) else NotImplemented

    def __gt__(self, other):
        return self._frames > other._frames if isinstance(other, Traceback) else NotImplemented

    def __ge__(self, other):
        return self._frames >= other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        depth = "" if self._total_nframe is None else " total_nframe=%s" % (self._total_nframe,)
        return "<Traceback %r%s>" % (tuple(self), depth)

    def format(self, limit=None, most_recent_first=False):
        places = self
        if limit is not None:
            places = self[-limit:] if limit > 0 else self[:limit]
        if most_recent_first:
            places = reversed(places)
        lines = []
        for place in places:
            lines.append('  File "%s", line %s' % (place.filename, place.lineno))
            text = _line(place.filename, place.lineno).strip()
            if text:
                lines.append("    %s" % text)
        return lines


def get_object_traceback(obj):
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    """A block of memory, its size, and where it was asked for."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return "%s: %s" % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return "<Trace domain=%s size=%s, traceback=%r>" % (
            self.domain,
            _format_size(self.size, False),
            self.traceback,
        )


class _Traces:
    def __init__(self, traces):
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple([Trace(trace) for trace in self._traces[index]])
        return Trace(self._traces[index])

    def __iter__(self):
        for trace in self._traces:
            yield Trace(trace)

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return "<Traces len=%s>" % len(self)


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

    def _is_meant(self, filename, lineno):
        if not _matches(_source_name(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match(self, trace):
        domain, frames = trace[0], trace[2]
        if not self.all_frames:
            frames = frames[:1]
        found = False
        for filename, lineno in frames:
            if self._is_meant(filename, lineno):
                found = True
                break
        passes = found == bool(self.inclusive)
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


class Snapshot:
    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

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
        if key_type not in ("traceback", "filename", "lineno"):
            raise ValueError("unknown key_type: %r" % (key_type,))
        if cumulative and key_type == "traceback":
            raise ValueError("cumulative mode cannot by used with key type %r" % key_type)
        stats = {}
        for trace in self.traces._traces:
            size, frames = trace[1], trace[2]
            if key_type == "traceback":
                groups = (frames,)
            elif not cumulative:
                groups = (frames[:1],)
            else:
                groups = [(frame,) for frame in frames]
            for group in groups:
                if key_type == "filename":
                    group = ((group[0][0], 0),)
                traceback = Traceback(group)
                stat = stats.get(traceback)
                if stat is None:
                    stats[traceback] = Statistic(traceback, size, 1)
                else:
                    stat.size += size
                    stat.count += 1
        return stats

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
