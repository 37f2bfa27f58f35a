# What does a type parameter refer to, and when does it die?
# since: 3.12
import gc
import sys


def annotated[T: int](x: T) -> T:
    return x


type Row[T] = list[T]

annotated.__annotations__
param = annotated.__type_params__[0]
print(sys.getrefcount(param))
param.__bound__
print([type(one).__name__ for one in gc.get_referents(param)])
print([type(one).__name__ for one in gc.get_referents(Row)])
Row.__value__
print([type(one).__name__ for one in gc.get_referents(Row)])
print(sys.getsizeof(param), sys.getsizeof(Row))
print(gc.is_tracked(param), gc.is_tracked(Row))


def make():
    class Local[T]:
        def method(self, x: T) -> T:
            return x

    return Local


gc.collect()
Local = make()
print(gc.collect())
del Local
print(gc.collect() > 0, gc.collect())
