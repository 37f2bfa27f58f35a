"""`Enum` and those of its kind that are something else as well."""
import sys
from enum import _kinds
from enum._kinds import EnumType, _is_flag, property

# The module that what is made here says it is of.
__name__ = "enum"
_minor = sys.version_info[1]


def _lookup(cls, value):
    """The member with this value."""
    if type(value) is cls:
        return value
    try:
        known = cls._value2member_map_.get(value)
    except TypeError:
        # What can't be hashed is looked for.
        known = next((one for one in cls._member_map_.values() if one._value_ == value), None)
    if known is not None:
        return known
    if not cls._member_map_ and _minor >= 12:
        raise TypeError("{!r} has no members defined".format(cls))
    return _ask_missing(cls, value)


def _ask_missing(cls, value):
    wrong = ValueError("{!r} is not a valid {}".format(value, cls.__qualname__))
    problem = None
    try:
        found = cls._missing_(value)
    except Exception as raised:
        problem, found = raised, None
    try:
        if isinstance(found, cls):
            return found
        if _minor >= 11 and _is_flag(cls) and cls._boundary_ is _kinds.EJECT and isinstance(found, int):
            return found
        if problem is None:
            if found is None:
                raise wrong
            problem = TypeError("error in {}._missing_: returned {!r} instead of None or a valid member".format(
                cls.__name__, found))
        if _minor < 11 or not isinstance(problem, ValueError):
            problem.__context__ = wrong
        raise problem
    finally:
        # Otherwise the exception would keep this frame, and the frame the exception.
        problem = wrong = None


def _plus_one(value):
    """The next value, or `None` if it has none."""
    try:
        return value + 1
    except TypeError:
        return None


class Enum(metaclass=EnumType):
    """Names for values."""

    def __new__(cls, value):
        return _lookup(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        if _minor >= 13:
            try:
                last = sorted(last_values)[-1]
            except TypeError:
                raise TypeError("unable to sort non-numeric values") from None
            try:
                return last + 1
            except TypeError:
                raise TypeError("unable to increment {!r}".format(last)) from None
        return next((one for one in map(_plus_one, reversed(last_values)) if one is not None), start)

    def __repr__(self):
        cls = self.__class__
        return "<{}.{}: {}>".format(cls.__name__, self._name_, (cls._value_repr_ or repr)(self._value_))

    @classmethod
    def _missing_(cls, value):
        return None

    def __str__(self):
        return "{}.{}".format(self.__class__.__name__, self._name_)

    def __dir__(self):
        names = [name for cls in self.__class__.mro() for name in vars(cls)
                 if name[0] != "_" and name not in self._member_map_]
        names += [name for name in getattr(self, "__dict__", ()) if name[0] != "_"]
        if _minor < 11:
            return ["__class__", "__doc__", "__module__"] + names
        return sorted({"__class__", "__doc__", "__eq__", "__hash__", "__module__", "name", "value", *names})

    def __format__(self, format_spec):
        if _minor >= 11:
            return str.__format__(str(self), format_spec)
        # To 3.10 what the members are beside members decides, unless the class has a text of its own.
        plain = [Enum.__str__] + ([_kinds.Flag.__str__] if _kinds.Flag is not None else [])
        if self._member_type_ is object or type(self).__str__ not in plain:
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    name = property(lambda self: self._name_, doc="The name of the Enum member.")
    value = property(lambda self: self._value_, doc="The value of the Enum member.")

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    if _minor >= 11:
        # There is one of each.
        __copy__ = __deepcopy__ = lambda self, memo=None: self

    def __hash__(self):
        return hash(self._name_)


_kinds.Enum = Enum

if _minor >= 11:
    class ReprEnum(Enum):
        """Members are shown as members, and written as what they are beside."""

    _kinds.ReprEnum = ReprEnum

    class IntEnum(int, ReprEnum):
        """Members are integers, too."""

    class StrEnum(str, ReprEnum):
        """Members are strings, too."""

        def __new__(cls, *values):
            if len(values) > 3:
                raise TypeError("too many arguments for str(): {!r}".format(values))
            for value, said in zip(values, ("{!r} is not a string", "encoding must be a string, not {!r}",
                                            "errors must be a string, not {!r}")):
                if not isinstance(value, str) and (said[0] == "e" or len(values) == 1):
                    raise TypeError(said.format(value))
            text = str(*values)
            made = str.__new__(cls, text)
            made._value_ = text
            return made

        def _generate_next_value_(name, start, count, last_values):
            return name.lower()
else:
    class IntEnum(int, Enum):
        """Members are integers, too."""
