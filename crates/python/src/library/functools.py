"""What takes functions and gives functions."""
import sys
from abc import get_cache_token
from collections import namedtuple

from _functools import _lru_cache_wrapper, partial, reduce

_V = sys.version_info[:2]

__all__ = """
    cached_property cmp_to_key lru_cache partial partialmethod reduce singledispatch singledispatchmethod
    total_ordering update_wrapper wraps WRAPPER_ASSIGNMENTS WRAPPER_UPDATES
""".split()
__absent__ = ()
if _V >= (3, 9):
    __all__.append("cache")
else:
    __absent__ += ("cache",)
if _V >= (3, 14):
    from _functools import Placeholder

    __all__.append("Placeholder")
else:
    __absent__ += ("Placeholder",)

_not_yet = object()

# Annotations are taken over as what computes them, where they are computed late.
WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")
WRAPPER_ASSIGNMENTS += ("__annotate__",) if _V >= (3, 14) else ("__annotations__",)
WRAPPER_ASSIGNMENTS += ("__type_params__",) if _V >= (3, 12) else ()
WRAPPER_UPDATES = ("__dict__",)


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """`update_wrapper` as a decorator: what it decorates will look like `wrapped`."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make a wrapper look like what it wraps."""
    for one in assigned:
        try:
            taken = getattr(wrapped, one)
        except AttributeError:
            continue
        setattr(wrapper, one, taken)
    for one in updated:
        getattr(wrapper, one).update(getattr(wrapped, one, {}))
    # Last, so that the update above can't replace it.
    wrapper.__wrapped__ = wrapped
    return wrapper


class cached_property:
    """A property that is computed once, and then found in the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        if _V >= (3, 13):
            self.__module__ = func.__module__
        elif _V < (3, 12):
            # To 3.11 a lock kept other threads out.
            self.lock = None

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            held = instance.__dict__
        except AttributeError:
            raise self._homeless("No '__dict__' attribute on {!r} instance to cache {!r} property.", instance) from None
        found = held.get(self.attrname, _not_yet)
        if found is not _not_yet:
            return found
        found = self.func(instance)
        try:
            held[self.attrname] = found
        except TypeError:
            raise self._homeless(
                "The '__dict__' attribute on {!r} instance does not support item assignment for caching {!r} property.",
                instance) from None
        return found

    def _homeless(self, text, instance):
        return TypeError(text.format(type(instance).__name__, self.attrname))

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError("Cannot assign the same cached_property to two different names ({!r} and {!r}).".format(
                self.attrname, name))
        self.attrname = name


_CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize")


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the last calls."""
    def decorating_function(user_function):
        made = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
        if _V >= (3, 9):
            made.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(made, user_function)

    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used without parentheses: the function stands where the size would.
        user_function, maxsize = maxsize, 128
        made = decorating_function(user_function)
        if _V >= (3, 9):
            made.cache_parameters.__qualname__ = "lru_cache.<locals>.<lambda>"
        return made
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")
    return decorating_function


if _V >= (3, 9):
    def cache(user_function, /):
        """Remember the results of all calls."""
        return lru_cache(maxsize=None)(user_function)


def _comparison(name, asked, opposite, ties):
    """A comparison that asks another one, takes the opposite if need be, and then says what `ties` says of equals."""
    def compare(self, other):
        answer = getattr(type(self), asked)(self, other)
        if answer is NotImplemented:
            return answer
        if opposite:
            answer = not answer
        if ties is None:
            return answer
        return answer or self == other if ties else answer and self != other

    compare.__qualname__ = "_{}_from_{}".format(name.strip("_"), asked.strip("_"))
    return compare


# By the one that a class has, the best one last, and by the ones that it may lack.
_derived = {
    root: {name: _comparison(name, root, opposite, ties) for name, opposite, ties in rules}
    for root, rules in (
        ("__ge__", (("__le__", True, True), ("__gt__", False, False), ("__lt__", True, None))),
        ("__gt__", (("__lt__", True, False), ("__ge__", False, True), ("__le__", True, None))),
        ("__le__", (("__ge__", True, True), ("__lt__", False, False), ("__gt__", True, None))),
        ("__lt__", (("__gt__", True, False), ("__le__", False, True), ("__ge__", True, None))),
    )
}


def total_ordering(cls):
    """Fill in the comparisons that a class lacks."""
    own = [name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)]
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, method in _derived[own[-1]].items():
        if name in own:
            continue
        method.__name__ = name
        setattr(cls, name, method)
    return cls


class KeyWrapper(object):
    """What is sorted in place of an object: it compares by the sign of what the function says."""

    __slots__ = ("_cmp", "obj")
    __hash__ = None

    def __init__(self, obj, cmp):
        self._cmp, self.obj = cmp, obj


def _by_sign(name, test):
    def compare(self, other):
        return test(self._cmp(self.obj, other.obj))

    compare.__name__ = name
    compare.__qualname__ = "KeyWrapper." + name
    setattr(KeyWrapper, name, compare)


_by_sign("__eq__", lambda sign: sign == 0)
_by_sign("__ge__", lambda sign: sign >= 0)
_by_sign("__gt__", lambda sign: sign > 0)
_by_sign("__le__", lambda sign: sign <= 0)
_by_sign("__lt__", lambda sign: sign < 0)


def cmp_to_key(mycmp):
    """A key function from a comparison."""
    def key(obj):
        return KeyWrapper(obj, mycmp)
    return key


def _need_callable(func, text="{!r} is not callable or a descriptor"):
    if not (callable(func) or hasattr(func, "__get__")):
        raise TypeError(text.format(func))


class partialmethod(object):
    """A method with some of its arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if _V >= (3, 14):
            _need_callable(func, "the first argument {!r} must be a callable or a descriptor")
        else:
            _need_callable(func)
        if isinstance(func, partialmethod):
            # One inside the other is one with the arguments of both.
            func, args, keywords = func.func, func.args + args, {**func.keywords, **keywords}
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        getter = getattr(self.func, "__get__", None)
        bound = self.func if getter is None else getter(obj, cls)
        if bound is self.func:
            return self._make_unbound_method().__get__(obj, cls)
        # Only the arguments are missing.
        given = partial(bound, *self.args, **self.keywords)
        try:
            given.__self__ = bound.__self__
        except AttributeError:
            pass
        return given

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method._partialmethod = self
        _method.__isabstractmethod__ = self.__isabstractmethod__
        return _method

    def __repr__(self):
        named = ("{}={!r}".format(*pair) for pair in self.keywords.items())
        shown = ", ".join([repr(self.func), *map(repr, self.args), *named])
        return "{0.__module__}.{0.__qualname__}({1})".format(type(self), shown)

    __isabstractmethod__ = property(lambda self: getattr(self.func, "__isabstractmethod__", False))


def _merged(rows):
    """One order of the classes that goes against none of the rows."""
    order = []
    while True:
        rows = [row for row in rows if row]
        if not rows:
            return order
        head = next((row[0] for row in rows if not any(row[0] in other[1:] for other in rows)), None)
        if head is None:
            raise RuntimeError("Inconsistent hierarchy")
        order.append(head)
        rows = [row[row[0] is head:] for row in rows]


def _order_with(cls, abcs):
    """The order of a class, with the abstract base classes put in that hold for it."""
    bases = list(cls.__bases__)
    added = [one for one in abcs if issubclass(cls, one) and not any(issubclass(base, one) for base in bases)]
    abcs = [one for one in abcs if one not in added]
    # They follow the last base that is abstract itself.
    end = max((place for place, base in enumerate(bases, 1) if hasattr(base, "__abstractmethods__")), default=0)
    groups = [bases[:end], added, bases[end:]]
    return _merged([[cls], *(_order_with(base, abcs) for group in groups for base in group), *groups])


def _compose_mro(cls, types):
    """The classes to look for, the nearest first: those above `cls`, and of `types` those that it counts as."""
    own = set(cls.__mro__)
    types = [one for one in types if one not in own and hasattr(one, "__mro__") and issubclass(cls, one)]
    types = [one for one in types if not any(one in other.__mro__ for other in types if other != one)]
    found = []
    for one in types:
        below = [sub for sub in one.__subclasses__() if sub not in own and issubclass(cls, sub)]
        rows = [[above for above in sub.__mro__ if above in types] for sub in below]
        rows.sort(key=len, reverse=True)
        for above in [above for row in rows for above in row] or [one]:
            if above not in found:
                found.append(above)
    return _order_with(cls, found)


def _find_impl(cls, registry):
    order = _compose_mro(cls, registry.keys())
    rest = iter(order)
    match = next((one for one in rest if one in registry), None)
    rival = next(rest, None)
    if rival in registry and not {rival, match} & set(cls.__mro__) and not issubclass(match, rival):
        raise RuntimeError("Ambiguous dispatch: {} or {}".format(match, rival))
    return registry.get(match)


def _annotated_class(given, func):
    """The class that a function's first annotation names: `given` is the function, if `register` got it alone."""
    if func is not None:
        raise TypeError("Invalid first argument to `register()`. {!r} is not a class or union type.".format(given))
    for name, kind in getattr(given, "__annotations__", {}).items():
        if isinstance(kind, type):
            return kind
        raise TypeError("Invalid annotation for {!r}. {!r} is not a class.".format(name, kind))
    raise TypeError("Invalid first argument to `register()`: {!r}. Use either `@register(some_class)` "
                    "or plain `@register` on an annotated function.".format(given))


def singledispatch(func):
    """A function that chooses an implementation by the class of its first argument."""
    import types
    import weakref

    registry = {object: func}
    known = weakref.WeakKeyDictionary()
    # Changes whenever a class is registered with an abstract one; asked only once there is such a one here.
    token = None
    funcname = getattr(func, "__name__", "singledispatch function")

    def wrapper(*args, **kw):
        if args:
            return dispatch(args[0].__class__)(*args, **kw)
        raise TypeError("{} requires at least 1 positional argument".format(funcname))

    def register(cls, func=None):
        nonlocal token
        if not isinstance(cls, type):
            cls, func = _annotated_class(cls, func), cls
        elif func is None:
            return lambda f: register(cls, f)
        registry[cls] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        known.clear()
        return func

    def dispatch(cls):
        nonlocal token
        if token is not None:
            now = get_cache_token()
            if now != token:
                known.clear()
                token = now
        try:
            return known[cls]
        except KeyError:
            known[cls] = chosen = registry[cls] if cls in registry else _find_impl(cls, registry)
            return chosen

    wrapper._clear_cache = known.clear
    wrapper.dispatch = dispatch
    wrapper.register = register
    wrapper.registry = types.MappingProxyType(registry)
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """The same for methods: by the class of the first argument after `self`."""

    def __init__(self, func):
        _need_callable(func)
        self.dispatcher = singledispatch(func)
        self.func = func

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            if args:
                chosen = self.dispatcher.dispatch(args[0].__class__)
                return chosen.__get__(obj, cls)(*args, **kwargs)
            name = getattr(self.func, "__name__", "singledispatchmethod method")
            raise TypeError("{} requires at least 1 positional argument".format(name))

        _method.register = self.register
        _method.__isabstractmethod__ = self.__isabstractmethod__
        return update_wrapper(_method, self.func)

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    __isabstractmethod__ = property(lambda self: getattr(self.func, "__isabstractmethod__", False))

if _V >= (3, 9):
    from _types import GenericAlias
    for _one in cached_property, partialmethod:
        _one.__class_getitem__ = classmethod(GenericAlias)
    del _one
