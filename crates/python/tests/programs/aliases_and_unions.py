# Types with arguments, and unions by a bar.
import sys, gc, types, weakref
since = sys.version_info[1]
def show(run):
    try: print(run())
    except Exception as e: print(type(e).__name__, e)
if since >= 9:
    a = list[int]
    print(a, repr(a), a.__origin__, a.__args__, a.__parameters__, a == list[int], a != list[str], hash(a) == hash(list[int]))
    print(dict[str, int], tuple[int, ...], tuple[()], type[int], set["x"], frozenset[list[int]], list[None], list[type(None)])
    print(sys.getsizeof(a), gc.is_tracked(a), type(a), weakref.ref(a)() is a, sys.getrefcount(a))
    show(lambda: a(range(3)))
    show(lambda: a("ab").append)if 0 else None
    show(lambda: isinstance([], a)); show(lambda: issubclass(list, a))
    show(lambda: isinstance(a, type)); show(lambda: a.__class__); show(lambda: a[int])
    show(lambda: list(a)); show(lambda: a.append); show(lambda: a.nothing); show(lambda: a.__doc__ == list.__doc__)
    show(lambda: int[str]); show(lambda: len(a)); show(lambda: types.GenericAlias(1)); show(lambda: types.GenericAlias(int, str))
    class L(list[int]): pass
    print(L.__mro__, L.__orig_bases__, L.__bases__)
    class C:
        def __class_getitem__(cls, item): return types.GenericAlias(cls, item)
    print(C[int], C[int]().__orig_class__, C[int, "a"].__args__)
    import collections, itertools, functools
    print(collections.deque[int], collections.defaultdict[int, str], collections.OrderedDict[int, int], weakref.ref[int], itertools.chain[int], functools.partial[int], enumerate[int], collections.Counter[int], collections.ChainMap[int,int])
    import collections.abc
    show(lambda: collections.abc.Iterable[int]); show(lambda: collections.abc.Callable[[int], str]);show(lambda: collections.abc.Mapping[int, str])
    def f(x: list[int] = None) -> dict[str, list[int]]: pass
    print(f.__annotations__)
    print(dir(a)[:3], '__origin__' in dir(a))
    show(lambda: a.__reduce__())
    n = sys.getrefcount(list); b = [list[int] for i in range(10)]; print(sys.getrefcount(int) > 5)
    show(lambda: a | int); show(lambda: int | str | None); show(lambda: None | int);show(lambda: int | "x"); show(lambda: 1 | int);show(lambda: int | 1)
if since >= 10:
    u = int | str
    print(u, u.__args__, u == (str | int), hash(u) == hash(str | int), u | int == u, (int | int), (int | str | int | None))
    print(sys.getsizeof(u), gc.is_tracked(u), type(u), type(u).__name__, u.__module__)
    show(lambda: isinstance(1, u)); show(lambda: isinstance(1.0, u)); show(lambda: issubclass(bool, u)); show(lambda: isinstance(1, int | list[int])); show(lambda: isinstance([], int | list[int])); show(lambda: issubclass(1, u))
    show(lambda: u[int]); show(lambda: u()); show(lambda: list(u)); show(lambda: u.__parameters__); show(lambda: u.nothing); show(lambda: u < u)
    show(lambda: weakref.ref(u)() is u); show(lambda: types.UnionType); show(lambda: types.UnionType(1)); show(lambda: types.UnionType[int])
    show(lambda: (int | list[str]) == (list[str] | int)); show(lambda: int.__or__(str)); show(lambda: type.__or__(int, 3))
    show(lambda: {int: 1} and isinstance(None, int | None))
    show(lambda: getattr(u, '__origin__', 'none')); show(lambda: getattr(u, '__name__', 'none'))
    class Meta(type):
        def __or__(self, other): return "meta"
    class M(metaclass=Meta): pass
    show(lambda: M | int); show(lambda: int | M); show(lambda: M | None)
    try:
        class X(u): pass
    except TypeError as e: print(e)
if since >= 11:
    exec("print(*a, next(iter(a)), tuple[*tuple[int, str]], (*a,)[0].__unpacked__)")
