"""How objects are taken apart and put together again."""
import sys

import _types

__all__ = "add_extension clear_extension_cache constructor pickle remove_extension".split()

# By type: a function that says how to make an object of it again.
dispatch_table = {}


def _need_callable(given, what):
    if not callable(given):
        raise TypeError(what + " must be callable")


def constructor(object):
    """Only checks, today."""
    _need_callable(object, "constructors")


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Say how objects of a type are taken apart."""
    _need_callable(pickle_function, "reduction functions")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


# What makes an object again: by name, so that it could be written down.

def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _reconstructor(cls, base, state):
    """For protocols 0 and 1: `state` is the value of the built-in type that the class is made of."""
    given = () if base is object else (state,)
    made = base.__new__(cls, *given)
    if given and base.__init__ != object.__init__:
        base.__init__(made, *given)
    return made


def _no_pickle(cls):
    return TypeError("cannot pickle {!r} object".format(cls.__name__))


def _refuse_slots(cls, proto):
    """A class with slots has to say itself what its state is, to these protocols."""
    text = "a class that defines __slots__ without defining __getstate__ cannot be pickled"
    if sys.version_info < (3, 11):
        text = "cannot pickle {!r} object: {} with protocol {}".format(cls.__name__, text, proto)
    raise TypeError(text) from None


def _reduce_ex(self, proto):
    """Protocols 0 and 1."""
    cls = self.__class__
    base = next((one for one in cls.__mro__ if not _types.is_heap(one)), object)
    if base is cls and base is not object:
        raise _no_pickle(cls)
    made_by = cls, base, None if base is object else base(self)
    slots = getattr(self, "__slots__", None)
    ask = getattr(self, "__getstate__", None)
    if ask is None:
        if slots:
            _refuse_slots(cls, proto)
        held = getattr(self, "__dict__", None)
    else:
        if slots and type(self).__getstate__ is getattr(object, "__getstate__", None):
            _refuse_slots(cls, proto)
        held = ask()
    return (_reconstructor, made_by, held) if held else (_reconstructor, made_by)


def _slots_of(cls):
    """The slots that a class adds, by the names that its attributes have."""
    slots = cls.__dict__.get("__slots__", ())
    private = cls.__name__.lstrip("_")
    for name in (slots,) if isinstance(slots, str) else slots:
        if name in ("__dict__", "__weakref__"):
            continue
        mangled = private and name.startswith("__") and not name.endswith("__")
        yield "_{}{}".format(private, name) if mangled else name


def _slotnames(cls):
    """The slots that are part of an object's state; the class remembers them."""
    found = cls.__dict__.get("__slotnames__")
    if found is None:
        found = []
        if hasattr(cls, "__slots__"):
            for one in cls.__mro__:
                found.extend(_slots_of(one))
        try:
            cls.__slotnames__ = found
        except (AttributeError, TypeError):
            # A class that can't be changed is asked again.
            pass
    return found


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
    if required:
        _types.refuse_fields(obj)
    state = getattr(obj, "__dict__", None)
    if isinstance(state, dict) and not state:
        state = None
    slotnames = _slotnames(cls)
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


# Short numbers for names, for who writes objects down.
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def clear_extension_cache():
    _extension_cache.clear()


def _is_registered(key, code):
    return _extension_registry.get(key) == code and _inverted_registry.get(code) == key


def remove_extension(module, name, code):
    key = module, name
    if not _is_registered(key, code):
        raise ValueError("key {} is not registered with code {}".format(key, code))
    for table, entry in ((_extension_registry, key), (_inverted_registry, code), (_extension_cache, code)):
        table.pop(entry, None)


def add_extension(module, name, code):
    key, code = (module, name), int(code)
    if code not in range(1, 1 << 31):
        raise ValueError("code out of range")
    if not _is_registered(key, code):
        if key in _extension_registry:
            raise ValueError("key {} is already registered with code {}".format(key, _extension_registry[key]))
        if code in _inverted_registry:
            raise ValueError("code {} is already in use for key {}".format(code, _inverted_registry[code]))
        _extension_registry[key], _inverted_registry[code] = code, key
