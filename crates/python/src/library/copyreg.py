"""How objects are taken apart and put together again."""
import sys

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


def _reconstructor(cls, base, state):
    if base is object:
        obj = object.__new__(cls)
    else:
        obj = base.__new__(cls, state)
        if base.__init__ != object.__init__:
            base.__init__(obj, state)
    return obj


def _no_pickle(cls):
    return TypeError("cannot pickle {!r} object".format(cls.__name__))


def _reduce_ex(self, proto):
    """Protocols 0 and 1."""
    assert proto < 2
    cls = self.__class__
    for base in cls.__mro__:
        if not _is_made_by_statement(base):
            break
    else:
        base = object
    if base is object:
        state = None
    else:
        if base is cls:
            raise _no_pickle(cls)
        state = base(self)
    args = (cls, base, state)
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError(
                "cannot pickle {!r} object: a class that defines __slots__ without defining __getstate__ "
                "cannot be pickled with protocol {}".format(cls.__name__, proto)
                if sys.version_info >= (3, 9) else
                "a class that defines __slots__ without defining __getstate__ cannot be pickled"
            ) from None
        try:
            dict = self.__dict__
        except AttributeError:
            dict = None
    else:
        default = getattr(object, "__getstate__", None)
        if default is not None and type(self).__getstate__ is default and getattr(self, "__slots__", None):
            raise TypeError(
                "a class that defines __slots__ without defining __getstate__ cannot be pickled "
                "with protocol {}".format(proto)
            )
        dict = getstate()
    if dict:
        return _reconstructor, args, dict
    return _reconstructor, args


def _is_made_by_statement(cls):
    # Py_TPFLAGS_HEAPTYPE
    return "__module__" in cls.__dict__ and cls.__module__ != "builtins" and cls.__flags__ & 512


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The slots that are part of an object's state."""
    names = cls.__dict__.get("__slotnames__")
    if names is not None:
        return names
    names = []
    if hasattr(cls, "__slots__"):
        for c in cls.__mro__:
            if "__slots__" not in c.__dict__:
                continue
            slots = c.__dict__["__slots__"]
            if isinstance(slots, str):
                slots = (slots,)
            for name in slots:
                if name in ("__dict__", "__weakref__"):
                    continue
                if name.startswith("__") and not name.endswith("__"):
                    stripped = c.__name__.lstrip("_")
                    names.append("_{}{}".format(stripped, name) if stripped else name)
                else:
                    names.append(name)
    try:
        cls.__slotnames__ = names
    except (AttributeError, TypeError):
        pass
    return names


_with_values = (int, float, complex, str, bytes, tuple)


def _getnewargs(obj):
    """The arguments of `__new__`, those by name, and whether there were any."""
    cls = type(obj)
    if hasattr(cls, "__getnewargs_ex__"):
        given = obj.__getnewargs_ex__()
        if not isinstance(given, tuple):
            raise TypeError("__getnewargs_ex__ should return a tuple, not '{}'".format(type(given).__name__))
        if len(given) != 2:
            raise ValueError("__getnewargs_ex__ should return a tuple of length 2, not {}".format(len(given)))
        args, kwargs = given
        if not isinstance(args, tuple):
            raise TypeError(
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'".format(
                    type(args).__name__))
        if not isinstance(kwargs, dict):
            raise TypeError(
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'".format(
                    type(kwargs).__name__))
        return args, kwargs, True
    if hasattr(cls, "__getnewargs__"):
        args = obj.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError("__getnewargs__ should return a tuple, not '{}'".format(type(args).__name__))
        return args, {}, True
    for base in _with_values:
        if isinstance(obj, base):
            if base is int:
                return (int.__add__(obj, 0),) if hasattr(int, "__add__") else (int(obj),), {}, True
            if base is tuple:
                return (tuple(iter(obj)),), {}, True
            return (base(obj),), {}, True
    return (), {}, False


def _default_getstate(obj, required=False):
    """What `object.__getstate__` gives: the dict, and with it the slots that are set."""
    cls = type(obj)
    if required and cls.__itemsize__:
        raise TypeError("cannot pickle {!r} object".format(cls.__name__))
    state = getattr(obj, "__dict__", None)
    if sys.version_info >= (3, 11) and isinstance(state, dict) and not state:
        state = None
    slotnames = _slotnames(cls)
    if required:
        size = object.__basicsize__
        if cls.__dictoffset__ > 0:
            size += 8
        if cls.__weakrefoffset__ > 0:
            size += 8
        size += 8 * len(slotnames)
        if cls.__basicsize__ > size:
            raise TypeError("cannot pickle {!r} object".format(cls.__name__))
    if slotnames:
        slots = {}
        for name in slotnames:
            try:
                slots[name] = getattr(obj, name)
            except AttributeError:
                pass
        if slots:
            state = (state, slots)
    return state


def _reduce_newobj(obj, protocol):
    """What `object.__reduce_ex__` gives from protocol 2 on."""
    cls = type(obj)
    args, kwargs, hasargs = _getnewargs(obj)
    if kwargs:
        reconstruct, arguments = __newobj_ex__, (cls, args, kwargs)
    else:
        reconstruct, arguments = __newobj__, (cls, *args)
    is_list, is_dict = isinstance(obj, list), isinstance(obj, dict)
    required = not hasargs and not is_list and not is_dict
    own = getattr(cls, "__getstate__", None)
    if own is None or own is getattr(object, "__getstate__", None):
        state = _default_getstate(obj, required)
    else:
        state = obj.__getstate__()
    listitems = iter(obj) if is_list else None
    dictitems = iter(obj.items()) if is_dict else None
    return reconstruct, arguments, state, listitems, dictitems


def _object_reduce(obj, protocol):
    if protocol >= 2:
        return _reduce_newobj(obj, protocol)
    return _reduce_ex(obj, protocol)


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    code = int(code)
    if not 1 <= code <= 0x7fffffff:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError("key {} is already registered with code {}".format(key, _extension_registry[key]))
    if code in _inverted_registry:
        raise ValueError("code {} is already in use for key {}".format(code, _inverted_registry[code]))
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError("key {} is not registered with code {}".format(key, code))
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
