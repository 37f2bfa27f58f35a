# How many references are there to a type parameter?
# since: 3.12
import sys


def plain[T]():
    pass


def annotated[T: int](x: T) -> T:
    return x


class Box[T]:
    pass


class Many[*Ts]:
    pass


type Row[T] = list[T]

for holder in (plain, annotated, Box, Many, Row):
    param = holder.__type_params__[0]
    print(holder.__name__, sys.getrefcount(param), sys.getrefcount(holder.__type_params__), sys.getrefcount(holder))
print(sys.getrefcount(Box.__orig_bases__), sys.getrefcount(Box.__parameters__))
