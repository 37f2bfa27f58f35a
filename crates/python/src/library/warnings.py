"""Warnings: what is worth saying and ends nothing."""

import sys

import _traceback

__all__ = ["catch_warnings", "filterwarnings", "formatwarning", "resetwarnings", "showwarning",
           "simplefilter", "warn", "warn_explicit"]

# Registries that were written before the filters changed say nothing any more.
_version = 1
defaultaction = "default"
filters = [("default", None, DeprecationWarning, "__main__", 0)]
filters += [("ignore", None, kind, None, 0) for kind in (
    DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)]
_once_registry = {}


class WarningMessage:
    """What is known of one warning."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        given = (message, category, filename, lineno, file, line, source)
        for name, value in zip(self._WARNING_DETAILS, given):
            setattr(self, name, value)
        self._category_name = None if not category else category.__name__

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)

    def _text(self):
        line = self.line
        if line is None:
            line = _traceback.line_of_file(self.filename, self.lineno)
        told = "%s:%s: %s: %s\n" % (
            self.filename, self.lineno, self.category.__name__, self.message)
        if line:
            told += "  %s\n" % line.strip()
        return told if self.source is None else told + self._origin()

    def _origin(self):
        """Where the object that is warned of was made, or how that could be known."""
        import tracemalloc
        if not tracemalloc.is_tracing():
            return "%s: Enable tracemalloc to get the object allocation traceback\n" % self.category.__name__
        places = tracemalloc.get_object_traceback(self.source)
        if places is None:
            return ""
        told = ["Object allocated at (most recent call last):\n"]
        for place in places:
            told.append('  File "%s", lineno %s\n' % (place.filename, place.lineno))
            line = _traceback.line_of_file(place.filename, place.lineno)
            if line:
                told.append("    %s\n" % line.strip())
        return "".join(told)


# Saying it. A program may put functions of its own in the place of the two public ones.

def formatwarning(message, category, filename, lineno, line=None):
    return WarningMessage(message, category, filename, lineno, line=line)._text()


def _write(told):
    stream = told.file if told.file is not None else sys.stderr
    if stream is None:
        return
    if formatwarning is _formatwarning_orig:
        text = told._text()
    else:
        text = formatwarning(told.message, told.category, told.filename, told.lineno, told.line)
    stream.write(text)


def showwarning(message, category, filename, lineno, file=None, line=None):
    _write(WarningMessage(message, category, filename, lineno, file, line))


_formatwarning_orig, _showwarning_orig = formatwarning, showwarning
# Where warnings go while `showwarning` is the one above: a list's `append` when they are recorded.
_shown = _write


def _say(told):
    if showwarning is _showwarning_orig:
        _shown(told)
    else:
        showwarning(told.message, told.category, told.filename, told.lineno, told.file, told.line)


# The filters.

def _filters_mutated():
    global _version
    _version += 1


def resetwarnings():
    del filters[:]
    _filters_mutated()


def _check_action(action):
    if action not in ("default", "error", "ignore", "always", "all", "module", "once"):
        raise ValueError("invalid action: %r" % (action,))


def _put(item, last):
    known = item in filters
    if not last:
        if known:
            filters.remove(item)
        filters.insert(0, item)
    elif not known:
        filters.append(item)
    _filters_mutated()


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check_action(action)
    _put((action, None, category, None, lineno), append)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check_action(action)
    text = where = None
    if message or module:
        import re
        text = re.compile(message, re.I) if message else None
        where = re.compile(module) if module else None
    _put((action, text, category, where, lineno), append)


def _fits(pattern, text):
    """A text of the default filters is the whole name; anything else is a pattern."""
    if pattern is None:
        return True
    return pattern == text if isinstance(pattern, str) else pattern.match(text)


def _filter_for(text, category, module, lineno):
    for item in filters:
        _, pattern, kind, where, line = item
        if (_fits(pattern, text) and issubclass(category, kind) and _fits(where, module)
                and line in (0, lineno)):
            return item
    return (defaultaction, None, Warning, None, 0)


def _first_time(registry, key):
    """Whether it isn't noted yet; it is then."""
    if registry.get(key):
        return False
    registry[key] = 1
    return True


# Warning.

def _place(depth):
    """The globals, the file and the line of the caller so far out."""
    frame = sys._getframe(2)
    while depth > 1 and frame is not None:
        frame = frame.f_back
        depth -= 1
    if frame is not None:
        return frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    # Outside of the program.
    name = "sys" if sys.version_info < (3, 12) else "<sys>"
    return sys.__dict__, name, int(sys.version_info < (3, 14))


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    kind = message.__class__ if isinstance(message, Warning) else category
    if kind is None:
        kind = UserWarning
    elif not isinstance(kind, type) or not issubclass(kind, Warning):
        raise TypeError("category must be a Warning subclass, not '%s'" % type(kind).__name__)
    names, filename, lineno = _place(stacklevel)
    warn_explicit(message, kind, filename, lineno, names.get("__name__", "<string>"),
                  names.setdefault("__warningregistry__", {}), names, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module.lower().endswith(".py"):
            module = module[:-len(".py")]
    registry = {} if registry is None else registry
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        category, text = message.__class__, str(message)
    else:
        text, message = message, category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    item = _filter_for(text, category, module, lineno)
    action = item[0]
    if action == "error":
        raise message
    if action not in ("ignore", "always", "all", "default", "module", "once"):
        raise RuntimeError(
            "Unrecognized action (%r) in warnings.filters:\n %s" % (action, item))
    if action == "ignore":
        return
    if action not in ("always", "all"):
        registry[key] = 1
    if action == "once" and not _first_time(_once_registry, (text, category)):
        return
    if action == "module" and not _first_time(registry, (text, category, 0)):
        return
    _say(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Restores filters and what shows warnings, at the end of the block."""

    _entered = False

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._module = module if module is not None else sys.modules["warnings"]
        self._record = record
        self._filter = (action, category, lineno, append) if action is not None else None

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        module = self._module
        self._kept = {name: getattr(module, name) for name in ("filters", "showwarning", "_shown")}
        module.filters = list(module.filters)
        module._filters_mutated()
        log = [] if self._record else None
        if self._record:
            module._shown, module.showwarning = log.append, module._showwarning_orig
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        for name, value in self._kept.items():
            setattr(self._module, name, value)
        self._module._filters_mutated()

    def __repr__(self):
        told = ["record=True"] * bool(self._record)
        if self._module is not sys.modules["warnings"]:
            told.append("module=%r" % (self._module,))
        return "%s(%s)" % (type(self).__name__, ", ".join(told))
