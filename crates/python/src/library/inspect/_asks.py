"""What kind of thing an object is."""
import sys
import types

# The module that what is made here says it is of.
__name__ = "inspect"
_minor = sys.version_info[1]

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


def _asks(name, kind, said):
    def ask(object):
        return isinstance(object, kind)

    ask.__name__ = ask.__qualname__ = name
    ask.__doc__ = "Return true if the object is {}.".format(said)
    return ask


isclass = _asks("isclass", type, "a class")
ismodule = _asks("ismodule", types.ModuleType, "a module")
ismethod = _asks("ismethod", types.MethodType, "an instance method")
isfunction = _asks("isfunction", types.FunctionType, "a user-defined function")
isgenerator = _asks("isgenerator", types.GeneratorType, "a generator")
iscoroutine = _asks("iscoroutine", types.CoroutineType, "a coroutine")
istraceback = _asks("istraceback", types.TracebackType, "a traceback")
isframe = _asks("isframe", types.FrameType, "a frame object")
iscode = _asks("iscode", types.CodeType, "a code object")
isbuiltin = _asks("isbuiltin", types.BuiltinFunctionType, "a built-in function or method")
isgetsetdescriptor = _asks("isgetsetdescriptor", types.GetSetDescriptorType, "a getset descriptor")
ismemberdescriptor = _asks("ismemberdescriptor", types.MemberDescriptorType, "a member descriptor")
if _minor >= 11:
    ismethodwrapper = _asks("ismethodwrapper", types.MethodWrapperType, "a method wrapper")


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return type(object).__name__ == "async_generator"


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    return iscoroutine(object) or hasattr(type(object), "__await__")


def _is_plain_object(object):
    return isclass(object) or ismethod(object) or isfunction(object)


def ismethoddescriptor(object):
    """Return true if it binds, but nobody sets it."""
    if _is_plain_object(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not (
        _minor >= 13 and hasattr(kind, "__delete__"))


def isdatadescriptor(object):
    """Return true if it decides what happens when it is set."""
    if _is_plain_object(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)
            or _minor >= 11 and ismethodwrapper(object))


def _flags_of(object):
    import functools
    while ismethod(object):
        object = object.__func__
    while isinstance(object, functools.partial):
        object = object.func
    return object.__code__.co_flags if isfunction(object) else 0


def isgeneratorfunction(obj):
    """Return true if calling it makes a generator."""
    return bool(_flags_of(obj) & CO_GENERATOR)


def iscoroutinefunction(obj):
    """Return true if calling it makes a coroutine."""
    return bool(_flags_of(obj) & CO_COROUTINE)


def isasyncgenfunction(obj):
    """Return true if calling it makes an asynchronous generator."""
    return bool(_flags_of(obj) & CO_ASYNC_GENERATOR)


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def getmro(cls):
    "Return tuple of base classes (including cls) in method resolution order."
    return cls.__mro__


def unwrap(func, *, stop=None):
    """What stands behind the wrappers of a function."""
    seen = {id(func): func}
    first = func
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        if isinstance(func, type) and _minor >= 14:
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen[id(func)] = func
    return func


def getmembers(object, predicate=None):
    """The attributes of an object with their names, in the order of the names."""
    names = dir(object)
    if isclass(object):
        # What only the class of the class, or a computed attribute, knows of.
        for base in object.__bases__:
            names += [name for name, value in vars(base).items() if isinstance(value, types.DynamicClassAttribute)]
    found, done = [], set()
    for name in names:
        try:
            value = getattr(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            value = next((vars(base)[name] for base in getattr(object, "__mro__", ()) if name in vars(base)), done)
            if value is done:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
        done.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


# ---- without asking the object -----------------------------------------------------------------------------------

_missing = object()


def _in_class(klass, attr):
    return next((vars(base)[attr] for base in type.__dict__["__mro__"].__get__(klass) if attr in _names(base)), _missing)


def _names(klass):
    return type.__dict__["__dict__"].__get__(klass)


def _in_instance(obj, attr):
    getter = _in_class(type(obj), "__dict__")
    if getter is not _missing and not isinstance(getter, types.GetSetDescriptorType):
        # A property of that name would run code.
        return _missing
    try:
        held = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return _missing
    return dict.get(held, attr, _missing) if isinstance(held, dict) else _missing


def getattr_static(obj, attr, default=_missing):
    """An attribute as it is kept: no descriptor binds, no `__getattr__` runs."""
    own = _missing
    if isinstance(type(obj), type) and not issubclass(type(obj), type):
        klass = type(obj)
        own = _in_instance(obj, attr)
    else:
        klass = obj
    in_class = _in_class(klass, attr)
    if own is not _missing and in_class is not _missing:
        kind = type(in_class)
        if _in_class(kind, "__get__") is not _missing and any(
                _in_class(kind, name) is not _missing for name in ("__set__", "__delete__")):
            return in_class
    for found in (own, in_class):
        if found is not _missing:
            return found
    if obj is klass:
        found = _in_class(type(klass), attr)
        if found is not _missing:
            return found
    if default is not _missing:
        return default
    raise AttributeError(attr)
