"""Names for types, as annotations use them."""
import collections
import collections.abc
import contextlib
import re
import sys

from typing._check import (
    ForwardRef,
    _make_union,
    _native_alias,
    _paramspec_prepare_subst,
    _paramspec_subst,
    _type_check,
    _typevar_subst,
    _typevartuple_prepare_subst,
)
from typing._aliases import (
    _CallableType,
    _ConcatenateGenericAlias,
    _GenericAlias,
    _SpecialGenericAlias,
    _TupleType,
)
from typing._forms import *
from typing._forms import _SpecialForm
from typing._variables import *
from typing._generic import *
from typing._hints import *
from typing._named import NamedTuple, NamedTupleMeta, TypedDict, _TypedDictMeta

_minor = sys.version_info[1]

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str


def _stand_ins():
    """The names for classes: how many arguments each takes, and whether calling it calls the class."""
    abc = collections.abc
    rows = [
        (list, 1, "List"), (dict, 2, "Dict"), (set, 1, "Set"), (frozenset, 1, "FrozenSet"), (type, 1, "Type"),
        (collections.deque, 1, "Deque"), (collections.defaultdict, 2, "DefaultDict"),
        (collections.OrderedDict, 2, "OrderedDict"), (collections.Counter, 1, "Counter"),
        (collections.ChainMap, 2, "ChainMap"), (abc.Set, 1, "AbstractSet"),
        (contextlib.AbstractContextManager, 2 if _minor >= 13 else 1, "ContextManager"),
        (contextlib.AbstractAsyncContextManager, 2 if _minor >= 13 else 1, "AsyncContextManager"),
        (re.Pattern, 1, "Pattern"), (re.Match, 1, "Match"), (abc.Hashable, 0, "Hashable"), (abc.Sized, 0, "Sized"),
    ]
    counts = {1: "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet "
                 "Sequence MutableSequence MappingView KeysView ValuesView",
              2: "Mapping MutableMapping ItemsView AsyncGenerator", 3: "Coroutine Generator"}
    rows += [(getattr(abc, name), count, name) for count, names in counts.items() for name in names.split()]
    called = ("Deque", "DefaultDict", "OrderedDict", "Counter", "ChainMap")
    made = {name: _SpecialGenericAlias(origin, count, inst=name in called, name=name)
            for origin, count, name in rows}
    made["Tuple"] = _TupleType(tuple, -1, inst=False, name="Tuple")
    made["Callable"] = _CallableType(collections.abc.Callable, 2, name="Callable")
    if _minor < 15:
        made["ByteString"] = _SpecialGenericAlias(abc.ByteString, 0, name="ByteString")
    return made


globals().update(_stand_ins())


class IO(Generic[AnyStr]):
    """What `open` gives."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


_always = (
    "AbstractSet Any AnyStr AsyncContextManager AsyncGenerator AsyncIterable AsyncIterator Awaitable ByteString Callable "
    "ChainMap ClassVar Collection Container ContextManager Coroutine Counter DefaultDict Deque Dict Final ForwardRef "
    "FrozenSet Generator Generic Hashable ItemsView Iterable Iterator KeysView List Literal Mapping MappingView "
    "MutableMapping MutableSequence MutableSet NamedTuple NewType NoReturn Optional OrderedDict Protocol Reversible "
    "Sequence Set Sized SupportsAbs SupportsBytes SupportsComplex SupportsFloat SupportsIndex SupportsInt SupportsRound "
    "TYPE_CHECKING Text Tuple Type TypeVar TypedDict Union ValuesView cast final get_args get_origin get_type_hints "
    "no_type_check overload runtime_checkable"
)
_added = {
    9: "Annotated", 10: "Concatenate ParamSpec ParamSpecArgs ParamSpecKwargs TypeAlias TypeGuard is_typeddict",
    11: "LiteralString Never NotRequired Required Self TypeVarTuple Unpack assert_never assert_type clear_overloads "
        "dataclass_transform get_overloads reveal_type",
    12: "TypeAliasType override", 13: "NoDefault ReadOnly TypeIs get_protocol_members is_protocol",
    14: "evaluate_forward_ref", 15: "NoExtraItems TypeForm disjoint_base",
}
__absent__ = tuple(name for minor, names in _added.items() if minor > _minor for name in names.split())
if _minor >= 15:
    __absent__ += ("ByteString", "no_type_check_decorator")
__all__ = _always.split() + [name for minor, names in _added.items() if minor <= _minor for name in names.split()]
__all__ += ["BinaryIO", "IO", "Match", "Pattern", "TextIO"] if _minor >= 9 else []
# Those that CPython's module has and this one doesn't yet.
__all__ = [name for name in __all__ if name in globals()]
if _minor < 13:
    del NoDefault
