"""Flags: members whose values are bits, and what several of them make."""
import sys
from enum import _kinds
from enum._base import Enum
from enum._kinds import _is_single_bit
from enum._names import auto

# The module that what is made here says it is of.
__name__ = "enum"
_minor = sys.version_info[1]

if _minor >= 11:
    from enum._base import ReprEnum, StrEnum

    class FlagBoundary(StrEnum):
        """What becomes of bits that no member has."""

        STRICT = auto()
        CONFORM = auto()
        EJECT = auto()
        KEEP = auto()

    STRICT, CONFORM, EJECT, KEEP = FlagBoundary
    _kinds.EJECT = EJECT
    _strict, _keep = {"boundary": STRICT}, {"boundary": KEEP}
else:
    _strict = _keep = {}


def _bits(value):
    """Its bits, the lowest first."""
    while value:
        low = value & -value
        yield low
        value ^= low


def _binary(value, width):
    """As many digits as the longest, behind one for the sign."""
    digits = format(value if value >= 0 else value + (1 << width), "0{}b".format(width))
    return "0b{} {}".format("0" if value >= 0 else "1", digits[-width:] if width else digits)


def _next_flag(name, start, count, last_values):
    if not count:
        return 1 if start is None else start
    last = max(last_values) if _minor >= 11 else last_values[-1]
    try:
        return 2 ** last.bit_length()
    except Exception:
        raise TypeError(("invalid flag value {!r}" if _minor >= 11 else "Invalid Flag value: {!r}").format(
            last)) from None


def _in_bounds(cls, value):
    """The value without bits that don't belong to it, or whatever the boundary says."""
    mask, every = cls._flag_mask_, cls._all_bits_
    if ~every <= value <= every and not value & (every ^ mask):
        return value
    boundary = cls._boundary_
    if boundary is STRICT:
        width = max(value.bit_length(), mask.bit_length())
        raise ValueError("{!r} invalid value {!r}\n    given {}\n  allowed {}".format(
            cls, value, _binary(value, width), _binary(mask, width)))
    if boundary is CONFORM:
        return value & mask
    if boundary is KEEP and value < 0:
        return max(every + 1, 2 ** value.bit_length()) + value
    return value


def _composite(cls, value):
    """A member for several bits; it is made once (from 3.11)."""
    if not isinstance(value, int):
        raise ValueError("{!r} is not a valid {}".format(value, cls.__qualname__))
    value = _in_bounds(cls, value)
    if cls._boundary_ is EJECT and value & ~cls._flag_mask_:
        return value
    asked = value
    if value < 0:
        value += cls._all_bits_ + 1
    made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
    if not hasattr(made, "_value_"):
        made._value_ = value
    singles, others = value & cls._singles_mask_, value & ~cls._singles_mask_
    parts = list(cls._iter_member_(singles))
    covered = singles
    if others:
        for one in cls._member_map_.values():
            if one not in parts and one._value_ and one._value_ & value == one._value_:
                parts.append(one)
                covered |= one._value_
    made._name_ = "|".join([one._name_ for one in parts]) or None
    unknown = value ^ covered
    if unknown and cls._boundary_ is STRICT:
        raise ValueError("{!r}: no members with value {!r}".format(cls, unknown))
    if unknown and covered:
        made._name_ += "|" + cls._numeric_repr_(unknown)
    made = cls._value2member_map_.setdefault(value, made)
    if asked < 0:
        cls._value2member_map_[asked] = made
    return made


def _decomposed(cls, value):
    """The members in a value, and what is left (to 3.10)."""
    parts = [one for one in cls if one._value_ and one._value_ & value == one._value_]
    left = value
    for one in parts:
        left &= ~one._value_
    if value >= 0:
        for bit in reversed(list(_bits(left))):
            if bit in cls._value2member_map_:
                parts.append(cls._value2member_map_[bit])
                left &= ~bit
    if not parts and value in cls._value2member_map_:
        parts.append(cls._value2member_map_[value])
    parts.sort(key=lambda one: one._value_, reverse=True)
    if len(parts) > 1 and parts[0]._value_ == value:
        del parts[0]
    return parts, left


def _old_composite(cls, value, make):
    made = cls._value2member_map_.get(value)
    if made is None:
        made = make(cls, value) if make is int.__new__ else make(cls)
        made._name_ = None
        made._value_ = value
        made = cls._value2member_map_.setdefault(value, made)
    return made


class Flag(Enum, **_strict):
    """Members whose values are bits."""

    _generate_next_value_ = _next_flag

    if _minor >= 11:
        _numeric_repr_ = repr

        @classmethod
        def _iter_member_by_value_(cls, value):
            for bit in _bits(value & cls._flag_mask_):
                yield cls._value2member_map_.get(bit)

        _iter_member_ = _iter_member_by_value_

        @classmethod
        def _iter_member_by_def_(cls, value):
            yield from sorted(cls._iter_member_by_value_(value), key=lambda one: one._sort_order_)

        @classmethod
        def _missing_(cls, value):
            return _composite(cls, value)

        def __iter__(self):
            yield from self._iter_member_(self._value_)

        def __len__(self):
            return bin(self._value_).count("1")

        def __repr__(self):
            name = "" if self._name_ is None else "." + self._name_
            return "<{}{}: {}>".format(self.__class__.__name__, name,
                                       (self.__class__._value_repr_ or repr)(self._value_))

        def __str__(self):
            name = self.__class__.__name__
            return "{}({!r})".format(name, self._value_) if self._name_ is None else "{}.{}".format(name, self._name_)

        def _get_value(self, flag):
            if isinstance(flag, self.__class__):
                return flag._value_
            mixed = self._member_type_ is not object and isinstance(flag, self._member_type_)
            return flag if mixed else NotImplemented

        def __invert__(self):
            if self._inverted_ is None:
                value = ~self._value_
                if self._boundary_ not in (EJECT, KEEP):
                    value &= self._singles_mask_
                self._inverted_ = self.__class__(value)
            return self._inverted_
    else:
        @classmethod
        def _missing_(cls, value):
            asked = value
            found = cls._create_pseudo_member_(~value if value < 0 else value)
            return ~found if asked < 0 else found

        @classmethod
        def _create_pseudo_member_(cls, value):
            if value not in cls._value2member_map_ and _decomposed(cls, value)[1]:
                raise ValueError("{!r} is not a valid {}".format(value, cls.__qualname__ if _minor > 8 else cls.__name__))
            return _old_composite(cls, value, object.__new__)

        def _shown(self):
            parts, _ = _decomposed(self.__class__, self._value_)
            return "|".join([str(one._name_ or one._value_) for one in parts])

        def __repr__(self):
            name = self._shown() if self._name_ is None else self._name_
            return "<{}.{}: {!r}>".format(self.__class__.__name__, name, self._value_)

        def __str__(self):
            return "{}.{}".format(self.__class__.__name__, self._shown() if self._name_ is None else self._name_)

        def _get_value(self, flag):
            return flag._value_ if isinstance(flag, self.__class__) else NotImplemented

        def __invert__(self):
            cls = self.__class__
            parts, _ = _decomposed(cls, self._value_)
            inverted = cls(0)
            for one in cls:
                if one not in parts and not one._value_ & self._value_:
                    inverted = inverted | one
            return cls(inverted)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': {!r} and {!r}".format(
                type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        value = self._get_value(other)
        return value if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._get_value(other)
        return value if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._get_value(other)
        return value if value is NotImplemented else self.__class__(self._value_ ^ value)

    if _minor >= 11:
        __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


_kinds.Flag = Flag

if _minor >= 11:
    class IntFlag(int, ReprEnum, Flag, **_keep):
        """Flags that are integers, too."""
else:
    class IntFlag(int, Flag):
        """Flags that are integers, too."""

        @classmethod
        def _missing_(cls, value):
            if not isinstance(value, int):
                raise ValueError("{!r} is not a valid {}".format(value, cls.__qualname__))
            return cls._create_pseudo_member_(value)

        @classmethod
        def _create_pseudo_member_(cls, value):
            if value not in cls._value2member_map_:
                # Each bit that no member has becomes one without a name.
                left = _decomposed(cls, value)[1]
                for bit in _bits(left) if left > 0 else ():
                    if bit != value:
                        _old_composite(cls, bit, int.__new__)
            return _old_composite(cls, value, int.__new__)

        def _get_value(self, flag):
            return self.__class__(flag)._value_ if isinstance(flag, (self.__class__, int)) else NotImplemented

        __or__, __and__, __xor__ = Flag.__or__, Flag.__and__, Flag.__xor__
        __ror__, __rand__, __rxor__ = __or__, __and__, __xor__

        def __invert__(self):
            return self.__class__(~self._value_)
