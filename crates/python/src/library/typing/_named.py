"""`NamedTuple` and `TypedDict`: classes from annotations."""
import collections
import sys
from typing._check import _caller, _type_check
from typing._generic import Generic, _generic_class_getitem

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]

_PROHIBITED = frozenset(("__new__ __init__ __slots__ __getnewargs__ _fields _field_defaults _make _replace _asdict "
                         "_source").split())
_SPECIAL = frozenset(("__module__ __name__ __annotations__ __annotate__ __annotate_func__ "
                      "__annotations_cache__").split())
if _minor < 9:
    _PROHIBITED |= {"_field_types"}


def _annotations(namespace):
    """What a class body says of its names."""
    if _minor < 14:
        return namespace.get("__annotations__", {})
    from _types import evaluate_annotations
    return evaluate_annotations(namespace)


def _make_nmtuple(name, types, module, defaults=()):
    fields = [field for field, _ in types]
    if _minor < 9:
        said = "NamedTuple('Name', [(f0, t0), (f1, t1), ...]); each t must be a type"
        types = {field: _type_check(meant, said) for field, meant in types}
    else:
        said = "field {} annotation must be a type"
        types = {field: _type_check(meant, said.format(field)) for field, meant in types}
    made = collections.namedtuple(name, fields, defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


def _default_names(types, namespace):
    names = []
    for name in types:
        if name in namespace:
            names.append(name)
        elif names:
            plural = "(s)" if _minor < 9 else "s" if len(names) > 1 else ""
            raise TypeError("Non-default namedtuple field {} cannot follow default field{} {}".format(
                name, plural, ", ".join(names)))
    return names


def _tell_name(value, cls, name):
    # As `type` does for what stands in a class body (from 3.13).
    set_name = getattr(type(value), "__set_name__", None)
    if set_name is None:
        return
    try:
        set_name(value, cls, name)
    except BaseException as error:
        error.add_note("Error calling __set_name__ on {!r} instance {!r} in {!r}".format(
            type(value).__name__, name, cls.__name__))
        raise


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if _minor >= 11:
            if any(base is not _NamedTuple and base is not Generic for base in bases):
                raise TypeError("can only inherit from a NamedTuple type and Generic")
            bases = tuple([tuple if base is _NamedTuple else base for base in bases])
        if _minor >= 15 and "__classcell__" in ns:
            raise TypeError("uses of super() and __class__ are unsupported in methods of NamedTuple subclasses")
        types = _annotations(ns)
        defaults = [ns[name] for name in _default_names(types, ns)]
        made = _make_nmtuple(typename, types.items(), ns["__module__"], defaults)
        if _minor >= 11:
            made.__bases__ = bases
            if Generic in bases:
                made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in ns.items():
            if key in _PROHIBITED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _SPECIAL:
                continue
            if key not in made._fields:
                setattr(made, key, value)
            if _minor >= 13:
                _tell_name(value, made, key)
        if _minor >= 11 and Generic in bases:
            made.__init_subclass__()
        return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
_UNSAID = object()


def _by_keywords(typename, fields, keywords):
    """The fields where no list of them was given: on its way out, and gone in 3.15."""
    if fields is not None and fields is not _UNSAID:
        if keywords:
            raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
        return fields
    if _minor < 13:
        return keywords.items()
    import warnings
    if keywords and fields is None:
        raise TypeError("Cannot pass `None` as the 'fields' parameter "
                        "and also specify fields using keyword arguments")
    text = " is deprecated and will be disallowed in Python 3.15. "
    if keywords:
        text = "Creating NamedTuple classes using keyword arguments" + text
        text += "Use the class-based or functional syntax instead."
    else:
        what = "Passing `None` as" if fields is None else "Failing to pass a value for"
        text = what + " the 'fields' parameter" + text
        text += ("To create a NamedTuple class with 0 fields using the functional syntax, pass an empty list, e.g. "
                 "`{0} = NamedTuple({0!r}, [])`.".format(typename))
    warnings.warn(text, DeprecationWarning, stacklevel=3)
    return keywords.items()


def _named(typename, fields, keywords):
    return _make_nmtuple(typename, list(_by_keywords(typename, fields, keywords)), _caller(2))


if _minor < 9:
    def _new_named(cls, typename, fields=_UNSAID, /, **kwargs):
        return _named(typename, fields, kwargs)

    # What is derived from it is made by its metaclass.
    NamedTuple = _NamedTuple
    NamedTuple._root = True
    NamedTuple.__module__ = "typing"
    NamedTuple.__doc__ = "A named tuple whose fields have types."
    NamedTuple.__new__ = _new_named
elif _minor >= 15:
    def NamedTuple(typename, fields, /):
        """A named tuple whose fields have types."""
        made = _named(typename, fields, {})
        made.__orig_bases__ = (NamedTuple,)
        return made
else:
    def NamedTuple(typename, fields=_UNSAID, /, **kwargs):
        """A named tuple whose fields have types."""
        made = _named(typename, fields, kwargs)
        if _minor >= 12:
            made.__orig_bases__ = (NamedTuple,)
        return made


def _namedtuple_mro_entries(bases):
    if len(bases) > 1 and 9 <= _minor < 11:
        raise TypeError("Multiple inheritance with NamedTuple is not supported")
    return (_NamedTuple,)


if _minor >= 9:
    NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# ---- dicts -------------------------------------------------------------------------------------------------------

def _qualifiers(annotation):
    """`Required`, `NotRequired` and `ReadOnly` around a type."""
    import typing
    while True:
        origin = typing.get_origin(annotation)
        if origin is None:
            return
        if origin is vars(typing).get("Annotated"):
            annotation = typing.get_args(annotation)[0]
            continue
        name = getattr(origin, "_name", None)
        if name not in ("Required", "NotRequired", "ReadOnly"):
            return
        yield name
        annotation, = annotation.__args__


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        if any(type(base) is not _TypedDictMeta and base is not Generic for base in bases):
            raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        own = _annotations(ns)
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        said = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(meant, said) for key, meant in own.items()}
        annotations = {}
        keys = {"required": set(), "optional": set(), "readonly": set(), "mutable": set()}
        for base in bases:
            annotations.update(base.__annotations__ if type(base) is _TypedDictMeta and base is not _TypedDict else {})
            for kind, held in keys.items():
                held.update(vars(base).get("__{}_keys__".format(kind), ()))
        annotations.update(own)
        for key, meant in own.items():
            marks = set(_qualifiers(meant))
            is_required = "Required" in marks or "NotRequired" not in marks and total
            kinds = ("required", "optional") if is_required else ("optional", "required")
            keys[kinds[0]].add(key)
            if _minor >= 13:
                keys[kinds[1]].discard(key)
                keys["readonly" if "ReadOnly" in marks else "mutable"].add(key)
        made.__annotations__ = annotations
        for kind, held in keys.items():
            since = {"readonly": 13, "mutable": 13}.get(kind, 9)
            if _minor >= since:
                setattr(made, "__{}_keys__".format(kind), frozenset(held))
        if not hasattr(made, "__total__") or _minor >= 12:
            made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict whose keys have types; a dict all the same."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError("TypedDict takes either a dict or keyword arguments, but not both")
    namespace = {"__annotations__": dict(fields), "__module__": _caller()}
    return _TypedDictMeta(typename, (), namespace, total=total)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)
