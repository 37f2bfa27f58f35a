"""Looks at objects, functions and frames."""
import sys

from inspect._asks import *
from inspect._frames import *
from inspect._signature import *
from inspect._signature import _empty, _ParameterKind
from inspect._texts import *

_minor = sys.version_info[1]
_added = {
    10: ("get_annotations",), 11: ("getmembers_static", "ismethodwrapper"),
    12: ("getasyncgenstate", "getasyncgenlocals", "markcoroutinefunction", "BufferFlags"), 14: ("ispackage",),
}
__absent__ = tuple(name for minor, names in _added.items() if minor > _minor for name in names)

if _minor >= 10:
    def get_annotations(obj, *, globals=None, locals=None, eval_str=False, **more):
        """The annotations of an object, as a dict of its own."""
        if eval_str or more:
            from _refusal import refuse
            refuse("inspect.get_annotations with more than the object")
        found = obj.__annotations__ if _minor >= 14 or not isinstance(obj, type) else vars(obj).get(
            "__annotations__", {})
        return dict(found or {})

if _minor >= 11:
    def getmembers_static(object, predicate=None):
        """The attributes of an object as they are kept."""
        found = [(name, getattr_static(object, name)) for name in sorted(dir(object))]
        return [pair for pair in found if predicate is None or predicate(pair[1])]
