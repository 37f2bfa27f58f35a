# What typing makes of types, and what it refuses.
import sys
from typing import *
import typing
minor = sys.version_info[1]
def show(run):
    try: print(run())
    except Exception as e: print(type(e).__name__, e)
T = TypeVar("T"); S = TypeVar("S", bound=int); U = TypeVar("U", int, str); C = TypeVar("C", covariant=True)
print(T, S, U, C, T.__name__, S.__bound__, U.__constraints__, T.__module__)
show(lambda: TypeVar("X", int)); show(lambda: TypeVar("X", covariant=True, contravariant=True)); show(lambda: TypeVar("X", int, str, bound=int))
print(List[int], Dict[str, int], List, Dict, Tuple[int, str], Tuple[int, ...], Tuple[()], Type[int], Set["X"], FrozenSet[T], Deque[int], DefaultDict[str, int])
print(Callable[[int, str], None], Callable[..., T], Callable, Iterable[T], Iterator[int], Mapping[str, int], Generator[int, str, None])
print(Optional[int], Union[int, str], Union[int], Union[int, None, str], Union[int, int], Optional[Union[int, str]], Union[List[int], Dict[str, int]], Optional["X"])
print(ClassVar[int], Final[int], ClassVar, Final, Any, NoReturn, Literal[1, "a"], Literal[1, 1, True], Literal["x"])
print(List[T][int], Dict[str, T][int], Callable[[T], S][int, int], Union[T, str][int], Optional[T][int])
print(List[int] == List[int], hash(List[int]) == hash(List[int]), List[int] is List[int], Union[int, str] == Union[str, int], Optional[int] == Union[int, None])
print(List[int].__origin__, List[int].__args__, List[T].__parameters__, Union[int, str].__origin__, Callable[[int], str].__args__, Literal[1, 2].__args__)
for bad in [lambda: List[int, str], lambda: List[1, 2], lambda: Dict[int], lambda: Optional[int, str], lambda: Union[()], lambda: ClassVar[int, str], lambda: Any[int], lambda: List[int][str], lambda: Callable[int], lambda: Callable[[int]], lambda: List(), lambda: Optional(), lambda: isinstance(1, List[int]), lambda: isinstance([], List), lambda: issubclass(list, Sequence), lambda: isinstance(1, Optional), lambda: isinstance(1, Union), lambda: List[int](), lambda: Deque[int](), lambda: Union[ClassVar[int], str], lambda: Any(), lambda: isinstance(1, Any), lambda: Literal[[]], lambda: Optional[1], lambda: List[ClassVar]]:
    show(bad)
class Box(Generic[T]):
    def __init__(self, value: T): self.value = value
print(Box, Box[int], Box.__parameters__, Box[int](3).value, Box[int](3).__orig_class__, Box.__orig_bases__, Box.__mro__, Box[T][str])
class Two(Generic[T, S]): pass
class IntBox(Box[int]): pass
class L(List[int]): pass
class M(Dict[str, T], Generic[T]): pass
print(Two[int, bool], IntBox.__orig_bases__, IntBox.__mro__, IntBox.__parameters__, L.__mro__, M.__mro__, M.__parameters__, M[int])
for bad in [lambda: Box[int, str], lambda: IntBox[int], lambda: Generic[int], lambda: Generic[T, T], lambda: Generic[()], lambda: type("X", (Generic,), {}), lambda: Generic[T][int], lambda: Box[int].nothing, lambda: isinstance(Box(1), Box[int]), lambda: isinstance(Box(1), Box), lambda: Two[int], lambda: Box[()]]:
    show(bad)
class Sub(Box[T]): __slots__ = ()
show(lambda: Sub.__parameters__)
try:
    class Bad(Generic[T], Box[S]): pass
except TypeError as e: print(e)
try:
    class Bad(Generic): pass
except TypeError as e: print(e)
try:
    class Bad(Optional[int]): pass
except TypeError as e: print(e)
try:
    class Bad(Any): pass
    print(Bad.__mro__)
except TypeError as e: print(e)
def f(a: int, b: "str" = None, *c: List["T"], d: Optional["Box"] = None) -> "Union[int, str]": pass
print(get_type_hints(f))
class H:
    x: int
    y: "List[H]"
    z: ClassVar[int] = 1
class H2(H):
    w: "T"
print(get_type_hints(H2))
show(lambda: get_type_hints(1)); show(lambda: get_type_hints(len))
print(get_origin(List[int]), get_origin(Union[int, str]), get_origin(int), get_args(Dict[str, int]), get_args(Callable[[int], str]), get_args(Optional[int]), get_args(int), get_origin(Callable[..., int]))
print(cast("x", 5), TYPE_CHECKING)
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
show(lambda: g(1))
def g(x): return x
print(g(2), ForwardRef("A"), ForwardRef("A") == ForwardRef("A"))
show(lambda: ForwardRef("a b")); show(lambda: ForwardRef(1))
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, UserId.__supertype__)
show(lambda: repr(UserId)[:30])
print(Text, AnyStr, typing.IO, typing.IO[str], SupportsInt, isinstance(1, SupportsInt), isinstance("", SupportsInt), Hashable, Sized)
if minor >= 9:
    print(Annotated[int, "x"], Annotated[int, "x"].__metadata__, get_args(Annotated[int, 1]), get_origin(Annotated[int, 1]), List[Annotated[int, 1]])
    def h(x: Annotated[int, 1]): pass
    print(get_type_hints(h), get_type_hints(h, include_extras=True))
    print(list[T][int], dict[T, List[T]][str], list[T].__parameters__, List[list[int]], list["X"])
    show(lambda: Annotated[int])
if minor >= 10:
    P = ParamSpec("P")
    print(P, P.args, P.kwargs, Callable[P, int], Callable[P, T][[int], str], Callable[Concatenate[int, P], T], TypeAlias, TypeGuard[int], List[int] | None, T | None, Optional[int] | str, "X" | T, int | List[int], Any | int)
    print(int | None == Optional[int], Optional[int] == (int | None), isinstance(1, Union[int, str]), isinstance(1.0, Optional[int]))
    print(List.__name__, Optional.__name__, List[int].__name__, Union.__name__)
if minor >= 11:
    print(Self, Never, LiteralString, Required[int], NotRequired[int], Unpack[Tuple[int, str]], assert_type(1, int))
    Ts = TypeVarTuple("Ts")
    class V(Generic[Unpack[Ts]]): pass
    print(Ts, V[int, str], V[()], V.__parameters__, Tuple[Unpack[Ts]], Tuple[Unpack[Ts]][int, str])
    show(lambda: assert_never(1)); show(lambda: Self[int])
    show(lambda: get_overloads(g) == [])
    class A2(Any): pass
if minor >= 12:
    print(override(len) is len)
if minor >= 13:
    D = TypeVar("D", default=int)
    print(D.has_default(), D.__default__, T.has_default(), T.__default__, NoDefault, ReadOnly[int], TypeIs[int])
