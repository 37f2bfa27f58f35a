"""Copies of objects: `copy` shares what they hold, `deepcopy` copies that, too."""
import sys
import types
import weakref
from copyreg import dispatch_table

__all__ = "Error copy deepcopy".split()
if sys.version_info >= (3, 13):
    __all__ += ["replace"]

    def replace(obj, /, **changes):
        """A copy with some fields changed: its class says how."""
        kind = obj.__class__
        how = getattr(kind, "__replace__", None)
        if how is not None:
            return how(obj, **changes)
        raise TypeError("replace() does not support {} objects".format(kind.__name__))
else:
    __absent__ = ("replace",)


class Error(Exception):
    """An object that says nothing of how it is taken apart."""


error = Error

# What is its own copy, however deep.
_same = {
    bool, bytes, complex, float, int, property, range, str, type, weakref.ref, type(None), type(...),
    type(NotImplemented), types.BuiltinFunctionType, types.CodeType, types.FunctionType,
}
if sys.version_info < (3, 10):
    # What a range holds is copied, and so there is another range.
    _same.remove(range)
# And what is its own copy although it holds others.
_same_outside = _same | {frozenset, range, slice, tuple}
_with_copy = {bytearray, dict, list, set}


def _plain_reduce(x, how):
    """What `__reduce_ex__` stands for, where a class took that away."""
    reduce = getattr(x, "__reduce__", None)
    if reduce is None:
        raise Error("un({})copyable object of type {}".format(how, type(x)))
    return reduce


# Methods of an object are called from `copy` and `deepcopy` themselves: a helper would count as one more holder.

def copy(x):
    """A new object with what the old one holds."""
    cls = type(x)
    if cls in _with_copy:
        return cls.copy(x)
    if cls in _same_outside or issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    registered = dispatch_table.get(cls)
    if registered is not None:
        parts = registered(x)
    else:
        reduce = getattr(x, "__reduce_ex__", None)
        parts = _plain_reduce(x, "shallow")() if reduce is None else reduce(4)
    return x if isinstance(parts, str) else _reconstruct(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    """A new object with copies of what the old one holds."""
    cls = type(x)
    if cls in _same and sys.version_info >= (3, 14):
        return x
    number = id(x)
    if memo is None:
        memo = {}
    else:
        made = memo.get(number, _nil)
        if made is not _nil:
            return made
    if cls in _same or issubclass(cls, type):
        return x
    known = _by_type.get(cls)
    if known is not None:
        made = known(x, memo)
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            made = own(memo)
        else:
            registered = dispatch_table.get(cls)
            if registered:
                parts = registered(x)
            else:
                reduce = getattr(x, "__reduce_ex__", None)
                parts = _plain_reduce(x, "deep")() if reduce is None else reduce(4)
            if isinstance(parts, str):
                return x
            made = _reconstruct(x, memo, *parts)
    if made is not x:
        memo[number] = made
        # What was copied lives as long as the memo, so that no other object gets its id.
        try:
            memo[id(memo)].append(x)
        except KeyError:
            memo[id(memo)] = [x]
    return made


# What may hold itself is in the memo before its items are copied.

def _deepcopy_dict(x, memo, deepcopy=deepcopy):
    made = {}
    memo[id(x)] = made
    for old, held in x.items():
        made[deepcopy(old, memo)] = deepcopy(held, memo)
    return made


def _deepcopy_list(x, memo, deepcopy=deepcopy):
    made = []
    memo[id(x)] = made
    add = made.append
    for item in x:
        add(deepcopy(item, memo))
    return made


def _deepcopy_tuple(x, memo, deepcopy=deepcopy):
    made = [deepcopy(item, memo) for item in x]
    try:
        # There is one by now, if the tuple holds itself by way of a list.
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, made):
        if old is not new:
            return tuple(made)
    return x


def _deepcopy_method(x, memo):
    return types.MethodType(x.__func__, deepcopy(x.__self__, memo))


_by_type = {
    types.MethodType: _deepcopy_method,
    dict: _deepcopy_dict,
    list: _deepcopy_list,
    tuple: _deepcopy_tuple,
}


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None, *, deepcopy=deepcopy):
    """An object from what `__reduce_ex__` gave; with a memo, from copies of that."""
    deep = memo is not None
    if args and deep:
        args = (deepcopy(one, memo) for one in args)
    made = func(*args)
    if deep:
        memo[id(x)] = made
        if state is not None:
            state = deepcopy(state, memo)
    if state is not None:
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            in_slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, in_slots = state
            if state is not None:
                made.__dict__.update(state)
            if in_slots is not None:
                for name, held in in_slots.items():
                    setattr(made, name, held)
    if listiter is not None:
        for item in listiter:
            if deep:
                item = deepcopy(item, memo)
            made.append(item)
    if dictiter is not None:
        for key, held in dictiter:
            if deep:
                key = deepcopy(key, memo)
                held = deepcopy(held, memo)
            made[key] = held
    return made
