"""The levels of a log, and the lock that everything of this package shares."""
import sys
import threading

_minor = sys.version_info[1]

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = range(0, 60, 10)
WARN, FATAL = WARNING, CRITICAL

_lock = threading.RLock()

_levelToName = {value: name for name, value in (
    ("CRITICAL", CRITICAL), ("ERROR", ERROR), ("WARNING", WARNING), ("INFO", INFO), ("DEBUG", DEBUG), ("NOTSET", NOTSET))}
_nameToLevel = {name: globals()[name] for name in (
    "CRITICAL", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "NOTSET")}


def getLevelNamesMapping():
    return dict(_nameToLevel)


def getLevelName(level):
    """The name of a number, or the number of a name."""
    for table in (_levelToName, _nameToLevel):
        found = table.get(level)
        if found is not None:
            return found
    return "Level %s" % level


def addLevelName(level, levelName):
    with _lock:
        _levelToName[level], _nameToLevel[levelName] = levelName, level


def _checkLevel(level):
    """The number that is meant."""
    if isinstance(level, int):
        return level
    if str(level) != level:
        shown = level if _minor < 10 else (level,)
        raise TypeError("Level not an integer or a valid string: %r" % shown)
    if level in _nameToLevel:
        return _nameToLevel[level]
    raise ValueError("Unknown level: %r" % level)
