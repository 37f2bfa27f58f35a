"""Enumerations: names for values."""
import sys

from enum._names import _EnumDict, auto
from enum._kinds import EnumMeta, property as _enum_property
from enum._base import Enum, IntEnum
from enum._flags import Flag, IntFlag

_minor = sys.version_info[1]
__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]


def unique(enumeration):
    """A decorator: no two names may have one value."""
    aliases = [(name, member.name) for name, member in enumeration.__members__.items() if name != member.name]
    if aliases:
        raise ValueError("duplicate values found in {!r}: {}".format(
            enumeration, ", ".join(map("{0[0]} -> {0[1]}".format, aliases))))
    return enumeration


if _minor >= 11:
    from enum._names import member, nonmember
    from enum._kinds import EnumType, property
    from enum._base import ReprEnum, StrEnum
    from enum._flags import CONFORM, EJECT, KEEP, STRICT, FlagBoundary

    def global_enum_repr(self):
        """The member with its module."""
        return "{}.{}".format(self.__class__.__module__.split(".")[-1], self._name_)

    def global_str(self):
        """The member without its class."""
        return self._name_ if self._name_ is not None else "{}({!r})".format(self.__class__.__name__, self._value_)

    def global_enum(cls, update_str=False):
        """A decorator: the members become names of the module."""
        if issubclass(cls, Flag):
            from _refusal import refuse
            refuse("enum.global_enum of flags")
        cls.__repr__ = global_enum_repr
        if not issubclass(cls, ReprEnum) or update_str:
            cls.__str__ = global_str
        vars(sys.modules[cls.__module__]).update(cls.__members__)
        return cls

    __all__ += ["EnumType", "StrEnum", "ReprEnum", "property", "member", "nonmember", "FlagBoundary", "STRICT",
                "CONFORM", "EJECT", "KEEP", "global_enum", "global_str", "global_enum_repr"]
else:
    __absent__ = ("EnumType", "StrEnum", "ReprEnum", "property", "member", "nonmember", "FlagBoundary", "STRICT",
                  "CONFORM", "EJECT", "KEEP", "verify", "global_enum", "global_str", "global_enum_repr")

if _minor >= 13:
    EnumDict = _EnumDict
    EnumDict.__name__ = EnumDict.__qualname__ = "EnumDict"
    __all__.append("EnumDict")
