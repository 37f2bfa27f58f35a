"""Which names of a class body become members, and `auto`."""
import sys
from builtins import property as _property

# The module that what is made here says it is of.
__name__ = "enum"
_minor = sys.version_info[1]


def _is_descriptor(obj):
    return any(hasattr(obj, name) for name in ("__get__", "__set__", "__delete__"))


def _is_wrapped(name, width):
    marks = "_" * width
    return (len(name) > 2 * width and name[:width] == marks == name[-width:]
            and name[width] != "_" and name[-width - 1] != "_")


def _is_dunder(name):
    return _is_wrapped(name, 2)


def _is_sunder(name):
    return _is_wrapped(name, 1)


def _is_private(cls_name, name):
    start = "_{}__".format(cls_name)
    return len(name) > len(start) and name.startswith(start) and not name.endswith("__")


def _is_internal_class(cls_name, obj):
    # A class that stands in the body is no member from 3.13.
    if _minor < 13 or not isinstance(obj, type):
        return False
    name = getattr(obj, "__qualname__", "")
    return name == "{}.{}".format(cls_name, getattr(obj, "__name__", "")) or name.endswith(
        ".{}.{}".format(cls_name, getattr(obj, "__name__", "")))


_UNSET = object()


class auto:
    """In a class body: a value that the class makes up."""

    if _minor >= 11:
        def __init__(self, value=_UNSET):
            self.value = value

        def __repr__(self):
            return "auto({!r})".format(self.value)
    else:
        value = _UNSET


if _minor >= 11:
    class nonmember:
        """In a class body: what is no member, though it looks like one."""

        def __init__(self, value):
            self.value = value

    class member:
        """In a class body: a member, though it doesn't look like one."""

        def __init__(self, value):
            self.value = value
else:
    nonmember = member = ()

_RESERVED = {"_order_", "_generate_next_value_", "_missing_", "_ignore_"}
if _minor < 11:
    _RESERVED.add("_create_pseudo_member_")
else:
    _RESERVED.update(("_numeric_repr_", "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_"))
if _minor >= 13:
    _RESERVED.update(("_add_alias_", "_add_value_alias_"))


class _EnumDict(dict):
    """A class body that remembers which of its names are members."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {} if _minor >= 11 else []
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _minor >= 11 and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            self._set_reserved(key, value)
        elif _is_dunder(key):
            key = "_order_" if key == "__order__" else key
        elif key in self._member_names:
            text = "{!r} already defined as {!r}" if _minor >= 11 else "Attempted to reuse key: {!r}"
            raise TypeError(text.format(key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value) and not _is_internal_class(self._cls_name, value):
            value = self._as_member(key, value)
        super().__setitem__(key, value)

    def _set_reserved(self, key, value):
        if key not in _RESERVED and not (_minor >= 12 and key.startswith("_repr_")):
            if _minor >= 11:
                raise ValueError("_sunder_ names, such as {!r}, are reserved for future Enum use".format(key))
            raise ValueError("_names_ are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            self._ignore = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            already = set(self._ignore) & set(self._member_names)
            if already:
                raise ValueError("_ignore_ cannot specify already set names: {!r}".format(already))

    def _as_member(self, key, value):
        if key in self:
            raise TypeError(("{!r} already defined as {!r}" if _minor >= 11 else "{!r} already defined as: {!r}").format(
                key, self[key]))
        if isinstance(value, member):
            value = value.value
        made = self._made_up(key, value)
        if _minor >= 11:
            self._member_names[key] = None
        else:
            self._member_names.append(key)
        if made is value and not isinstance(value, auto):
            self._last_values.append(value)
            return value
        return made

    def _made_up(self, key, value):
        """The value, with `auto` replaced in it."""
        if isinstance(value, auto):
            if value.value is _UNSET:
                value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
            self._last_values.append(value.value)
            return value.value
        if _minor >= 11 and isinstance(value, tuple) and any(isinstance(one, auto) for one in value):
            parts = [self._made_up(key, one) if isinstance(one, auto) else one for one in value]
            return type(value)(parts) if type(value) is tuple else type(value)(*parts)
        return value

    @_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more):
        pairs = members.items() if hasattr(members, "keys") else members
        for name, value in (*pairs, *more.items()):
            self[name] = value
