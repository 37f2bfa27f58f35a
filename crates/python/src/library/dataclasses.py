"""Classes that are made from their annotations."""
import sys
import abc
import copy
import types
from reprlib import recursive_repr as _recursive_repr
from types import MappingProxyType as _MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]
_V = sys.version_info[:2]
if _V < (3, 10):
    __all__.remove("KW_ONLY")
    __absent__ = ("KW_ONLY",)


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()

if _V >= (3, 10):
    class _KW_ONLY_TYPE:
        pass

    KW_ONLY = _KW_ONLY_TYPE()
else:
    _KW_ONLY_TYPE = None

_EMPTY_METADATA = _MappingProxyType({})


class _FIELD_BASE:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"


class InitVar:
    """What `__init__` takes and hands to `__post_init__`."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type):
            type_name = self.type.__name__
        else:
            type_name = repr(self.type)
        return "dataclasses.InitVar[{}]".format(type_name)

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of one field."""

    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata")
    if _V >= (3, 10):
        __slots__ += ("kw_only",)
    if _V >= (3, 14):
        __slots__ += ("doc",)
    __slots__ += ("_field_type",)

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING, doc=None):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else _MappingProxyType(metadata)
        if _V >= (3, 10):
            self.kw_only = kw_only
        if _V >= (3, 14):
            self.doc = doc
        self._field_type = None

    @_recursive_repr()
    def __repr__(self):
        text = (
            "Field(name={!r},type={!r},default={!r},default_factory={!r},init={!r},repr={!r},hash={!r},"
            "compare={!r},metadata={!r},".format(
                self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash,
                self.compare, self.metadata)
        )
        if _V >= (3, 10):
            text += "kw_only={!r},".format(self.kw_only)
        if _V >= (3, 14):
            text += "doc={!r},".format(self.doc)
        return text + "_field_type={})".format(self._field_type)

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), "__set_name__", None)
        if func:
            func(self.default, owner, name)


class _DataclassParams:
    _names = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")
    if _V >= (3, 12):
        _names += ("match_args", "kw_only", "slots", "weakref_slot")
    __slots__ = _names

    def __init__(self, **values):
        for name in self._names:
            setattr(self, name, values[name])

    def __repr__(self):
        parts = ",".join("{}={!r}".format(name, getattr(self, name)) for name in self._names)
        return "_DataclassParams({})".format(parts)


def _field(default, default_factory, init, repr, hash, compare, metadata, kw_only=MISSING, doc=None):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


if _V >= (3, 14):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING, doc=None):
        """Say more of a field than its annotation does."""
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)
elif _V >= (3, 10):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING):
        """Say more of a field than its annotation does."""
        return _field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None):
        """Say more of a field than its annotation does."""
        return _field(default, default_factory, init, repr, hash, compare, metadata)


def _own_annotations(cls):
    if _V >= (3, 10):
        return dict(cls.__annotations__)
    return cls.__dict__.get("__annotations__", {})


def _is_classvar(a_type):
    typing = sys.modules.get("typing")
    if isinstance(a_type, str):
        text = a_type.strip()
        return text.startswith(("ClassVar", "typing.ClassVar", "t.ClassVar"))
    if typing is None:
        return False
    return a_type is typing.ClassVar or getattr(a_type, "__origin__", None) is typing.ClassVar


def _is_initvar(a_type):
    if isinstance(a_type, str):
        return a_type.strip().startswith(("InitVar", "dataclasses.InitVar"))
    return a_type is InitVar or type(a_type) is InitVar


def _get_field(cls, a_name, a_type, default_kw_only):
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            # A slot, and no default.
            default = MISSING
        f = field(default=default)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD
    if _is_classvar(a_type):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD and _is_initvar(a_type):
        f._field_type = _FIELD_INITVAR
    if f._field_type in (_FIELD_CLASSVAR, _FIELD_INITVAR):
        if f.default_factory is not MISSING:
            raise TypeError("field {} cannot have a default factory".format(f.name))
    if _V >= (3, 10):
        if f._field_type in (_FIELD, _FIELD_INITVAR):
            if f.kw_only is MISSING:
                f.kw_only = default_kw_only
        elif f.kw_only is not MISSING:
            raise TypeError("field {} is a ClassVar but specifies kw_only".format(f.name))
    if f._field_type is _FIELD:
        if _V >= (3, 11):
            mutable = f.default.__class__.__hash__ is None
        else:
            mutable = isinstance(f.default, (list, dict, set))
        if mutable:
            raise ValueError(
                "mutable default {} for field {} is not allowed: use default_factory".format(
                    type(f.default), f.name)
            )
    return f


def _fields_in_init_order(fields):
    if _V < (3, 10):
        return tuple(fields), ()
    return (
        tuple(f for f in fields if f.init and not f.kw_only),
        tuple(f for f in fields if f.init and f.kw_only),
    )


def _set_new_attribute(cls, name, value):
    if name in cls.__dict__:
        return True
    if _V >= (3, 10):
        value.__qualname__ = "{}.{}".format(cls.__qualname__, value.__name__)
    setattr(cls, name, value)
    return False


def _create_fn(name, args, body, *, globals, locals=None, return_type=MISSING):
    """A function from its text, so that its parameters have the names of the fields."""
    locals = {} if locals is None else locals
    text = "def {}({}):\n{}".format(name, ", ".join(args), "\n".join("  " + line for line in body))
    local_vars = ", ".join(locals.keys())
    inner = "\n".join(" " + line for line in text.split("\n"))
    text = "def __create_fn__({}):\n{}\n return {}".format(local_vars, inner, name)
    ns = {}
    exec(text, globals, ns)
    return ns["__create_fn__"](**locals)


def _init_param(f):
    if f.default is MISSING and f.default_factory is MISSING:
        default = ""
    elif f.default is not MISSING:
        default = "=__dataclass_dflt_{}__".format(f.name)
    else:
        default = "=__dataclass_HAS_DEFAULT_FACTORY__"
    return f.name + default


def _field_assign(frozen, name, value, self_name):
    if frozen:
        return "__dataclass_builtins_object__.__setattr__({},{!r},{})".format(self_name, name, value)
    return "{}.{}={}".format(self_name, name, value)


def _field_init(f, frozen, locals, self_name, slots):
    default_name = "__dataclass_dflt_{}__".format(f.name)
    if f.default_factory is not MISSING:
        locals[default_name] = f.default_factory
        if f.init:
            value = "{}() if {} is __dataclass_HAS_DEFAULT_FACTORY__ else {}".format(default_name, f.name, f.name)
        else:
            value = "{}()".format(default_name)
    elif f.init:
        if f.default is not MISSING:
            locals[default_name] = f.default
        value = f.name
    elif slots and f.default is not MISSING:
        # The class attribute makes way for the slot.
        locals[default_name] = f.default
        value = default_name
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    return _field_assign(frozen, f.name, value, self_name)


def _init_fn(cls, fields, std_fields, kw_only_fields, frozen, has_post_init, self_name, globals, slots):
    seen_default = None
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = f
            elif seen_default is not None:
                if _V >= (3, 12):
                    raise TypeError(
                        "non-default argument {!r} follows default argument {!r}".format(f.name, seen_default.name))
                raise TypeError("non-default argument {!r} follows default argument".format(f.name))
    locals = {
        "__dataclass_HAS_DEFAULT_FACTORY__": _HAS_DEFAULT_FACTORY,
        "__dataclass_builtins_object__": object,
    }
    body_lines = []
    for f in fields:
        line = _field_init(f, frozen, locals, self_name, slots)
        if line:
            body_lines.append(line)
    if has_post_init:
        params_str = ",".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body_lines.append("{}.{}({})".format(self_name, _POST_INIT_NAME, params_str))
    if not body_lines:
        body_lines = ["pass"]
    params = [_init_param(f) for f in std_fields if f.init]
    if kw_only_fields:
        params += ["*"]
        params += [_init_param(f) for f in kw_only_fields]
    fn = _create_fn("__init__", [self_name] + params, body_lines, globals=globals, locals=locals)
    annotations = {f.name: f.type for f in (*std_fields, *kw_only_fields) if f.init}
    annotations["return"] = None
    fn.__annotations__ = annotations
    return fn


def _repr_fn(fields, globals):
    parts = ", ".join("{}={{self.{}!r}}".format(f.name, f.name) for f in fields)
    fn = _create_fn(
        "__repr__", ("self",),
        ['return self.__class__.__qualname__ + f"({})"'.format(parts)],
        globals=globals,
    )
    if _V >= (3, 13):
        return _recursive_repr()(fn)
    return _recursive_repr()(fn)


def _frozen_get_del_attr(cls, fields, globals):
    locals = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
    condition = "type(self) is cls"
    if fields:
        condition += " or name in {{{}}}".format(", ".join(repr(f.name) for f in fields))
    return (
        _create_fn("__setattr__", ("self", "name", "value"), (
            "if {}:".format(condition),
            ' raise FrozenInstanceError(f"cannot assign to field {name!r}")',
            "super(cls, self).__setattr__(name, value)",
        ), locals=locals, globals=globals),
        _create_fn("__delattr__", ("self", "name"), (
            "if {}:".format(condition),
            ' raise FrozenInstanceError(f"cannot delete field {name!r}")',
            "super(cls, self).__delattr__(name)",
        ), locals=locals, globals=globals),
    )


def _tuple_str(obj_name, fields):
    if not fields:
        return "()"
    return "({},)".format(",".join("{}.{}".format(obj_name, f.name) for f in fields))


def _cmp_fn(name, op, self_tuple, other_tuple, globals):
    return _create_fn(name, ("self", "other"), [
        "if other.__class__ is self.__class__:",
        " return {}{}{}".format(self_tuple, op, other_tuple),
        "return NotImplemented",
    ], globals=globals)


def _eq_fn(fields, globals):
    if _V < (3, 13):
        return _cmp_fn("__eq__", "==", _tuple_str("self", fields), _tuple_str("other", fields), globals)
    terms = " and ".join("self.{0}==other.{0}".format(f.name) for f in fields) or "True"
    return _create_fn("__eq__", ("self", "other"), [
        "if self is other:",
        " return True",
        "if other.__class__ is self.__class__:",
        " return {}".format(terms),
        "return NotImplemented",
    ], globals=globals)


def _hash_fn(fields, globals):
    return _create_fn("__hash__", ("self",), ["return hash({})".format(_tuple_str("self", fields))], globals=globals)


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    if cls.__module__ in sys.modules:
        globals = sys.modules[cls.__module__].__dict__
    else:
        globals = {}
    params = dict(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                  match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
    setattr(cls, _PARAMS, _DataclassParams(**params))

    any_frozen_base = False
    all_frozen_bases = None
    has_dataclass_bases = False
    for b in cls.__mro__[-1:0:-1]:
        base_fields = getattr(b, _FIELDS, None)
        if base_fields is not None:
            has_dataclass_bases = True
            for f in base_fields.values():
                fields[f.name] = f
            if all_frozen_bases is None:
                all_frozen_bases = True
            current_frozen = getattr(b, _PARAMS).frozen
            all_frozen_bases = all_frozen_bases and current_frozen
            any_frozen_base = any_frozen_base or current_frozen

    cls_annotations = _own_annotations(cls)
    cls_fields = []
    KW_ONLY_seen = False
    for name, type in cls_annotations.items():
        if _V >= (3, 10) and (
            type is KW_ONLY or isinstance(type, str) and type.strip() in ("KW_ONLY", "dataclasses.KW_ONLY")
        ):
            if KW_ONLY_seen:
                raise TypeError("{!r} is KW_ONLY, but KW_ONLY has already been specified".format(name))
            KW_ONLY_seen = True
            kw_only = True
        else:
            cls_fields.append(_get_field(cls, name, type, kw_only))
    for f in cls_fields:
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls_annotations:
            raise TypeError("{!r} is a field but has no type annotation".format(name))
    if has_dataclass_bases:
        if any_frozen_base and not frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if all_frozen_bases is False and frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, fields)

    class_hash = cls.__dict__.get("__hash__", MISSING)
    has_explicit_hash = not (class_hash is MISSING or (class_hash is None and "__eq__" in cls.__dict__))
    if order and not eq:
        raise ValueError("eq must be true if order is true")

    all_init_fields = [f for f in fields.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_init_fields, kw_only_init_fields = _fields_in_init_order(all_init_fields)
    if init:
        has_post_init = hasattr(cls, _POST_INIT_NAME)
        self_name = "__dataclass_self__" if "self" in fields else "self"
        _set_new_attribute(cls, "__init__", _init_fn(
            cls, all_init_fields, std_init_fields, kw_only_init_fields, frozen, has_post_init, self_name,
            globals, slots))
    if _V >= (3, 13):
        _set_new_attribute(cls, "__replace__", _replace_method())

    field_list = [f for f in fields.values() if f._field_type is _FIELD]
    if repr:
        _set_new_attribute(cls, "__repr__", _repr_fn([f for f in field_list if f.repr], globals))
    if eq:
        _set_new_attribute(cls, "__eq__", _eq_fn([f for f in field_list if f.compare], globals))
    if order:
        flds = [f for f in field_list if f.compare]
        self_tuple = _tuple_str("self", flds)
        other_tuple = _tuple_str("other", flds)
        for name, op in [("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")]:
            if _set_new_attribute(cls, name, _cmp_fn(name, op, self_tuple, other_tuple, globals)):
                raise TypeError(
                    "Cannot overwrite attribute {} in class {}. Consider using functools.total_ordering".format(
                        name, cls.__name__))
    if frozen:
        for fn in _frozen_get_del_attr(cls, field_list, globals):
            if _set_new_attribute(cls, fn.__name__, fn):
                raise TypeError("Cannot overwrite attribute {} in class {}".format(fn.__name__, cls.__name__))

    if unsafe_hash:
        if has_explicit_hash:
            raise TypeError("Cannot overwrite attribute __hash__ in class {}".format(cls.__name__))
        hash_action = "add"
    elif eq and not frozen:
        hash_action = None if has_explicit_hash else "none"
    elif eq and frozen:
        hash_action = None if has_explicit_hash else "add"
    else:
        hash_action = None
    if hash_action == "add":
        flds = [f for f in field_list if (f.compare if f.hash is None else f.hash)]
        fn = _hash_fn(flds, globals)
        fn.__qualname__ = "{}.__hash__".format(cls.__qualname__)
        cls.__hash__ = fn
    elif hash_action == "none":
        cls.__hash__ = None

    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(std_init_fields, kw_only_init_fields)
    if match_args and _V >= (3, 10) and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in std_init_fields)
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    if _V >= (3, 10):
        abc.update_abstractmethods(cls)
    return cls


def _signature(std_fields, kw_only_fields):
    def show(f):
        kind = f.type
        text = f.name + ": " + (kind.__name__ if isinstance(kind, type) else repr(kind))
        if f.default is not MISSING:
            text += " = {!r}".format(f.default)
        elif f.default_factory is not MISSING:
            text += " = <factory>"
        return text

    parts = [show(f) for f in std_fields if f.init]
    if kw_only_fields:
        parts += ["*"] + [show(f) for f in kw_only_fields]
    return "({})".format(", ".join(parts))


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for field, value in zip(fields(self), state):
        object.__setattr__(self, field.name, value)


def _get_slots(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        # A class without the list has what its base hasn't: a dict and weak references.
        if _V >= (3, 13):
            if getattr(cls, "__weakrefoffset__", -1) != 0:
                yield "__weakref__"
            if getattr(cls, "__dictoffset__", -1) != 0:
                yield "__dict__"
        return
    if isinstance(slots, str):
        yield slots
    elif not hasattr(slots, "__next__"):
        yield from slots
    else:
        raise TypeError("Slots of '{}' cannot be determined".format(cls.__name__))


def _update_func_cell_for__class__(f, oldcls, newcls):
    """From 3.14, or so: `super()` of a method finds the new class."""
    if f is None or f.__closure__ is None:
        return False
    names = f.__code__.co_freevars
    if "__class__" not in names:
        return False
    cell = f.__closure__[names.index("__class__")]
    if cell.cell_contents is oldcls:
        cell.cell_contents = newcls
        return True
    return False


def _add_slots(cls, is_frozen, weakref_slot):
    """A second class, with slots."""
    if "__slots__" in cls.__dict__:
        raise TypeError("{} already specifies __slots__".format(cls.__name__))
    cls_dict = dict(cls.__dict__)
    field_names = tuple(f.name for f in fields(cls))
    if _V >= (3, 11):
        inherited = set()
        for base in cls.__mro__[1:-1]:
            inherited.update(_get_slots(base))
        wanted = field_names
        if weakref_slot:
            wanted += ("__weakref__",)
        names = tuple(name for name in wanted if name not in inherited)
        if _V >= (3, 14):
            docs = {}
            for f in fields(cls):
                if f.name in names and f.doc is not None:
                    docs[f.name] = f.doc
            if docs:
                cls_dict["__slots__"] = {name: docs.get(name) for name in names}
            else:
                cls_dict["__slots__"] = names
        else:
            cls_dict["__slots__"] = names
    else:
        cls_dict["__slots__"] = field_names
    for field_name in field_names:
        # The default is in `__init__` by now.
        cls_dict.pop(field_name, None)
    cls_dict.pop("__dict__", None)
    if _V >= (3, 11):
        cls_dict.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    newcls = type(cls)(cls.__name__, cls.__bases__, cls_dict)
    if qualname is not None:
        newcls.__qualname__ = qualname
    if is_frozen:
        if _V < (3, 11) or "__getstate__" not in cls_dict:
            newcls.__getstate__ = _dataclass_getstate
        if _V < (3, 11) or "__setstate__" not in cls_dict:
            newcls.__setstate__ = _dataclass_setstate
    if _V >= (3, 14):
        for member in newcls.__dict__.values():
            member = getattr(member, "__wrapped__", member)
            if isinstance(member, types.FunctionType):
                if _update_func_cell_for__class__(member, cls, newcls):
                    break
            elif isinstance(member, property):
                if (_update_func_cell_for__class__(member.fget, cls, newcls)
                        or _update_func_cell_for__class__(member.fset, cls, newcls)
                        or _update_func_cell_for__class__(member.fdel, cls, newcls)):
                    break
    return newcls


def _wrap(cls, given):
    def wrap(cls):
        return _process_class(cls, **given)

    # With parentheses, or without.
    if cls is None:
        return wrap
    return wrap(cls)


if _V >= (3, 11):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False, weakref_slot=False):
        """Add to a class the methods that follow from its annotations."""
        return _wrap(cls, dict(
            init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot))
elif _V >= (3, 10):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False):
        """Add to a class the methods that follow from its annotations."""
        return _wrap(cls, dict(
            init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=False))
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        """Add to a class the methods that follow from its annotations."""
        return _wrap(cls, dict(
            init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=False, kw_only=False, slots=False, weakref_slot=False))


def fields(class_or_instance):
    """The fields of a dataclass."""
    try:
        fields = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in fields.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, all the way down."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _asdict_inner(obj, dict_factory)


def _asdict_inner(obj, dict_factory):
    if _is_dataclass_instance(obj):
        return dict_factory([(f.name, _asdict_inner(getattr(obj, f.name), dict_factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_asdict_inner(v, dict_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_asdict_inner(v, dict_factory) for v in obj)
    if isinstance(obj, dict):
        if hasattr(type(obj), "default_factory") and _V >= (3, 12):
            result = type(obj)(getattr(obj, "default_factory"))
            for k, v in obj.items():
                result[_asdict_inner(k, dict_factory)] = _asdict_inner(v, dict_factory)
            return result
        return type(obj)((_asdict_inner(k, dict_factory), _asdict_inner(v, dict_factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a tuple, all the way down."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _astuple_inner(obj, tuple_factory)


def _astuple_inner(obj, tuple_factory):
    if _is_dataclass_instance(obj):
        return tuple_factory([_astuple_inner(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):
        return type(obj)(*[_astuple_inner(v, tuple_factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_astuple_inner(v, tuple_factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((_astuple_inner(k, tuple_factory), _astuple_inner(v, tuple_factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **params):
    """A dataclass from the names of its fields."""
    from keyword import iskeyword
    if namespace is None:
        namespace = {}
    seen = set()
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name = item
            tp = "typing.Any"
        elif len(item) == 2:
            name, tp = item
        elif len(item) == 3:
            name, tp, spec = item
            defaults[name] = spec
        else:
            raise TypeError("Invalid field: {!r}".format(item))
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError("Field names must be valid identifiers: {!r}".format(name))
        if iskeyword(name):
            raise TypeError("Field names must not be keywords: {!r}".format(name))
        if name in seen:
            raise TypeError("Field name duplicated: {!r}".format(name))
        seen.add(name)
        annotations[name] = tp

    def exec_body_callback(ns):
        ns.update(namespace)
        ns.update(defaults)
        ns["__annotations__"] = annotations

    module = params.pop("module", None)
    cls = types.new_class(cls_name, bases, {}, exec_body_callback)
    if _V >= (3, 12):
        if module is None:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        cls.__module__ = module
    return dataclass(cls, **params)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                error = TypeError if _V >= (3, 13) else ValueError
                raise error(
                    "field {} is declared with init=False, it cannot be specified with replace()".format(f.name))
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                error = TypeError if _V >= (3, 13) else ValueError
                raise error("InitVar {!r} must be specified with replace()".format(f.name))
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def _replace_method():
    def __replace__(self, /, **changes):
        return _replace(self, **changes)
    return __replace__
