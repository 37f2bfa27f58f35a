"""Classes that are made from their annotations."""
import abc
import sys
import types
from copy import deepcopy as _deepcopy
from reprlib import recursive_repr as _guarded

_V = sys.version_info[:2]

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]
if _V < (3, 10):
    __all__.remove("KW_ONLY")
    __absent__ = ("KW_ONLY",)


# What stands for something: three kinds of fields, and what isn't given.
class _FIELD_BASE:
    __slots__ = ("name",)

    def __init__(self, title):
        self.name = title

    def __repr__(self):
        return self.name


_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = map(_FIELD_BASE, ("_FIELD", "_FIELD_CLASSVAR", "_FIELD_INITVAR"))


class _HAS_DEFAULT_FACTORY_CLASS:
    # What a signature shows in place of a default that is yet to be made.
    def __repr__(self):
        return "<factory>"


class _MISSING_TYPE:
    pass


_FROM_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
if _V >= (3, 10):
    KW_ONLY = type("_KW_ONLY_TYPE", (), {"__module__": __name__})()


class FrozenInstanceError(AttributeError):
    pass


# Where a class keeps what it was made of, and what it may add to `__init__`.
_FIELDS, _PARAMS, _POST_INIT_NAME = "__dataclass_fields__", "__dataclass_params__", "__post_init__"


def _listing(obj, names):
    return ",".join("{}={!r}".format(name, getattr(obj, name)) for name in names)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")
    if _V >= (3, 12):
        __slots__ += ("match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, given):
        for option in self.__slots__:
            setattr(self, option, given[option])

    def __repr__(self):
        return "_DataclassParams({})".format(_listing(self, self.__slots__))


class Field:
    """What is known of one field."""

    _later = (("kw_only",) if _V >= (3, 10) else ()) + (("doc",) if _V >= (3, 14) else ())
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 *_later, "_field_type")
    del _later

    def __init__(self, *words):
        self.name = self.type = self._field_type = None
        for attribute, word in zip(_WORDS, words):
            setattr(self, attribute, word)
        self.metadata = types.MappingProxyType(self.metadata) if self.metadata is not None else _NOTHING_MORE

    @_guarded()
    def __repr__(self):
        return "Field({})".format(_listing(self, ("name", "type") + _WORDS + ("_field_type",)))

    def __set_name__(self, owner, name):
        # The default is what the class will have in the end, so it is told.
        told = getattr(type(self.default), "__set_name__", None)
        if told:
            told(self.default, owner, name)


_NOTHING_MORE = types.MappingProxyType({})
# What `field` may say, in the order in which a field shows it.
_WORDS = ("default", "default_factory", "init", "repr", "hash", "compare", "metadata")
_WORDS += tuple(word for word in ("kw_only", "doc") if word in Field.__slots__)


def _said(*words):
    default, factory = words[:2]
    if not (default is MISSING or factory is MISSING):
        raise ValueError("cannot specify both default and default_factory")
    return Field(*words)


if _V >= (3, 14):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING, doc=None):
        """Say more of a field than its annotation does."""
        return _said(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)
elif _V >= (3, 10):
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None, kw_only=MISSING):
        """Say more of a field than its annotation does."""
        return _said(default, default_factory, init, repr, hash, compare, metadata, kw_only)
else:
    def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
              metadata=None):
        """Say more of a field than its annotation does."""
        return _said(default, default_factory, init, repr, hash, compare, metadata)


class InitVar:
    """What `__init__` takes and hands to `__post_init__`."""

    __slots__ = ("type",)

    def __class_getitem__(cls, parameter):
        return InitVar(parameter)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        return "dataclasses.InitVar[{}]".format(
            self.type.__name__ if isinstance(self.type, type) else repr(self.type))


# Reading the annotations.

def _meant(cls, annotation):
    """What an annotation stands for; a text is looked up in the module of its class, by its head alone."""
    if not isinstance(annotation, str) or cls.__module__ not in sys.modules:
        return annotation
    names = vars(sys.modules[cls.__module__])
    prefix, dot, name = annotation.partition("[")[0].rpartition(".")
    if dot:
        there = names.get(prefix.strip())
        known = any(there is sys.modules.get(module, names) for module in ("typing", __name__))
        names = vars(there) if known else {}
    return names.get(name.strip())


def _kind(meant):
    if meant is InitVar or type(meant) is InitVar:
        return _FIELD_INITVAR
    # Who has not imported typing can't have a class variable of it.
    typing = sys.modules.get("typing")
    if typing and any(each is typing.ClassVar for each in (meant, getattr(meant, "__origin__", None))):
        return _FIELD_CLASSVAR
    return _FIELD


def _read_field(cls, name, annotation, keyword):
    made = getattr(cls, name, MISSING)
    if not isinstance(made, Field):
        # The member of a slot is no default.
        made = field() if isinstance(made, types.MemberDescriptorType) else field(default=made)
    kind = _kind(_meant(cls, annotation))
    made.name, made.type, made._field_type = name, annotation, kind
    if kind is not _FIELD and made.default_factory is not MISSING:
        raise TypeError("field {} cannot have a default factory".format(name))
    if _V >= (3, 10):
        if kind is not _FIELD_CLASSVAR:
            made.kw_only = keyword if made.kw_only is MISSING else made.kw_only
        elif made.kw_only is not MISSING:
            raise TypeError("field {} is a ClassVar but specifies kw_only".format(name))
    if kind is _FIELD and _is_mutable(made.default):
        raise ValueError("mutable default {} for field {} is not allowed: use default_factory".format(
            type(made.default), name))
    return made


def _is_mutable(default):
    # First three types were known for it, then all that can't be hashed.
    return isinstance(default, (list, dict, set)) if _V < (3, 11) else default.__class__.__hash__ is None


def _read_class(cls, keyword):
    """The fields that the annotations of this class declare; the class keeps plain defaults."""
    annotations = dict(cls.__annotations__) if _V >= (3, 10) else cls.__dict__.get("__annotations__", {})
    own = {}
    star = None
    for name, annotation in annotations.items():
        if _V < (3, 10) or _meant(cls, annotation) is not KW_ONLY:
            own[name] = _read_field(cls, name, annotation, keyword)
        elif star is not None:
            raise TypeError("{!r} is KW_ONLY, but KW_ONLY has already been specified".format(name))
        else:
            star = name
            keyword = True
    for name, made in own.items():
        if not isinstance(getattr(cls, name, None), Field):
            continue
        if made.default is not MISSING:
            setattr(cls, name, made.default)
        else:
            delattr(cls, name)
    for name in cls.__dict__:
        if name not in annotations and isinstance(cls.__dict__[name], Field):
            raise TypeError("{!r} is a field but has no type annotation".format(name))
    return own


def _check_frozen(frozen, above):
    """`above` says of each dataclass among the bases whether it is frozen."""
    if not above:
        return
    if not frozen and any(above):
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen and not (all(above) if _V >= (3, 13) else any(above)):
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")


# Writing the methods.

def _written(name, parameters, lines, namespace, **outer):
    """A function from its text, so that its parameters have the names of the fields."""
    text = ["def __create_fn__({}):".format(", ".join(outer)), " def {}({}):".format(name, ", ".join(parameters))]
    text += ["  " + line for line in lines] + [" return " + name]
    made = {}
    exec("\n".join(text), namespace, made)
    return made["__create_fn__"](**outer)


def _has_default(f):
    return f.default is not MISSING or f.default_factory is not MISSING


def _split(known):
    """The fields that `__init__` takes: by position, by keyword."""
    groups = [], []
    for f in known.values():
        if f.init and f._field_type is not _FIELD_CLASSVAR:
            groups[_V >= (3, 10) and bool(f.kw_only)].append(f)
    return groups


def _start_value(f, slots, outer):
    """The expression for what a field is set to, if it is set."""
    default = "__dataclass_dflt_{}__".format(f.name)
    if f.default_factory is not MISSING:
        outer[default] = f.default_factory
        call = default + "()"
        return "{0} if {1} is __dataclass_HAS_DEFAULT_FACTORY__ else {1}".format(call, f.name) if f.init else call
    # A slot can't have a class attribute beside it, so its default is set.
    if f.default is not MISSING and (f.init or slots):
        outer[default] = f.default
        return f.name if f.init else default
    return f.name if f.init else None


def _write_init(cls, known, given, namespace):
    by_position, by_keyword = _split(known)
    optional = None
    for f in by_position:
        if _has_default(f):
            optional = f
        elif optional is not None:
            complaint = "non-default argument {!r} follows default argument".format(f.name)
            raise TypeError(complaint + (" {!r}".format(optional.name) if _V >= (3, 13) else ""))
    me = "self" if "self" not in known else "__dataclass_self__"
    outer = {"__dataclass_HAS_DEFAULT_FACTORY__": _FROM_FACTORY, "__dataclass_builtins_object__": object}
    setting = "__dataclass_builtins_object__.__setattr__({},{!r},{})" if given["frozen"] else "{}.{}={}"
    lines, passed_on = [], []
    for f in known.values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        value = _start_value(f, given["slots"], outer)
        if f._field_type is _FIELD_INITVAR:
            passed_on.append(f.name)
        elif value is not None:
            lines.append(setting.format(me, f.name, value))
    if hasattr(cls, _POST_INIT_NAME):
        lines.append("{}.{}({})".format(me, _POST_INIT_NAME, ",".join(passed_on)))

    def parameter(f):
        if f.default is not MISSING:
            return "{0}=__dataclass_dflt_{0}__".format(f.name)
        return f.name + ("=__dataclass_HAS_DEFAULT_FACTORY__" if _has_default(f) else "")

    star = ["*"] if by_keyword else []
    parameters = [me, *map(parameter, by_position), *star, *map(parameter, by_keyword)]
    method = _written("__init__", parameters, lines or ["pass"], namespace, **outer)
    method.__annotations__ = {f.name: f.type for f in by_position + by_keyword}
    method.__annotations__["return"] = None
    return method


def _plain(known, which):
    """The names of true fields for which `which` is set."""
    return [f.name for f in known.values() if f._field_type is _FIELD and getattr(f, which)]


def _write_repr(cls, known, given, namespace):
    shown = ", ".join("{0}={{self.{0}!r}}".format(name) for name in _plain(known, "repr"))
    return _guarded()(_written(
        "__repr__", ["self"], ['return self.__class__.__qualname__ + f"({})"'.format(shown)], namespace))


def _row(owner, names):
    return "({})".format("".join("{}.{},".format(owner, name) for name in names))


def _comparing(method, sign):
    def write(cls, known, given, namespace):
        names = _plain(known, "compare")
        answer = _row("self", names) + sign + _row("other", names)
        lines = ["if other.__class__ is self.__class__:", " return " + answer, "return NotImplemented"]
        if sign == "==" and _V >= (3, 13):
            # One by one, and not at all with itself.
            lines[1] = " return " + (" and ".join("self.{0}==other.{0}".format(name) for name in names) or "True")
            lines[:0] = ["if self is other:", " return True"]
        return _written(method, ["self", "other"], lines, namespace)
    return write


def _refusing(method, deed, *rest):
    def write(cls, known, given, namespace):
        guarded = [f.name for f in known.values() if f._field_type is _FIELD]
        names = " or name in {{{}}}".format(", ".join(map(repr, guarded))) if guarded else ""
        return _written(method, ["self", "name", *rest], [
            "if type(self) is cls" + names + ":",
            ' raise FrozenInstanceError(f"cannot ' + deed + ' field {name!r}")',
            "super(cls, self).{}({})".format(method, ", ".join(["name", *rest])),
        ], namespace, cls=cls, FrozenInstanceError=FrozenInstanceError)
    return write


def _write_hash(cls, known, namespace):
    names = [f.name for f in known.values()
             if f._field_type is _FIELD and (f.hash if f.hash is not None else f.compare)]
    return _written("__hash__", ["self"], ["return hash({})".format(_row("self", names))], namespace)


_TAKEN = "Cannot overwrite attribute {} in class {}"
_ADVICE = (" " if _V >= (3, 13) else ". ") + "Consider using functools.total_ordering"
# The option that asks for it, the method, who writes it, and what is said where the class has its own.
_METHODS = [
    ("init", "__init__", _write_init, None),
    ("repr", "__repr__", _write_repr, None),
    ("eq", "__eq__", _comparing("__eq__", "=="), None),
    *[("order", name, _comparing(name, sign), _TAKEN + _ADVICE)
      for name, sign in zip(("__lt__", "__le__", "__gt__", "__ge__"), ("<", "<=", ">", ">="))],
    ("frozen", "__setattr__", _refusing("__setattr__", "assign to", "value"), _TAKEN),
    ("frozen", "__delattr__", _refusing("__delattr__", "delete"), _TAKEN),
]


def _give(cls, name, method, complaint=None):
    if name not in cls.__dict__:
        if _V >= (3, 10):
            method.__qualname__ = cls.__qualname__ + "." + method.__name__
        setattr(cls, name, method)
    elif complaint:
        raise TypeError(complaint.format(name, cls.__name__))


def _give_methods(cls, known, given, namespace):
    body = cls.__dict__
    # A class that has `__eq__` has got None for a hash, and that is nobody's wish.
    own_hash = "__hash__" in body and not (body["__hash__"] is None and "__eq__" in body)
    written = ((name, write(cls, known, given, namespace), complaint)
               for option, name, write, complaint in _METHODS if given[option])
    if _V >= (3, 13):
        # All are written before the first is given, and the hash is given before them.
        written = list(written)
        if "__replace__" not in body:
            cls.__replace__ = _replace
        _give_hash(cls, known, given, namespace, own_hash)
    for step in written:
        _give(cls, *step)
    if _V < (3, 13):
        _give_hash(cls, known, given, namespace, own_hash)


def _give_hash(cls, known, given, namespace, own_hash):
    if own_hash:
        if given["unsafe_hash"]:
            raise TypeError(_TAKEN.format("__hash__", cls.__name__))
    elif given["unsafe_hash"] or given["eq"] and given["frozen"]:
        method = _write_hash(cls, known, namespace)
        method.__qualname__ = cls.__qualname__ + ".__hash__"
        cls.__hash__ = method
    elif given["eq"]:
        cls.__hash__ = None


def _signature(by_position, by_keyword):
    def shown(f):
        default = "<factory>" if f.default is MISSING else repr(f.default)
        kind = f.type
        text = repr(kind)
        if isinstance(kind, type):
            text = ("" if kind.__module__ == "builtins" else kind.__module__ + ".") + kind.__qualname__
        return "{}: {}".format(f.name, text) + (" = " + default if _has_default(f) else "")

    parts = [shown(f) for f in by_position]
    if by_keyword:
        parts.append("*")
        parts += map(shown, by_keyword)
    return "({})".format(", ".join(parts))


def _decorate(cls, given):
    home = sys.modules.get(cls.__module__)
    namespace = {} if home is None else home.__dict__
    setattr(cls, _PARAMS, _DataclassParams(given))
    known, above = {}, []
    for base in reversed(cls.__mro__[1:]):
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            known.update(inherited)
            above.append(getattr(base, _PARAMS).frozen)
    known.update(_read_class(cls, given["kw_only"]))
    _check_frozen(given["frozen"], above)
    setattr(cls, _FIELDS, known)
    if given["order"] and not given["eq"]:
        raise ValueError("eq must be true if order is true")
    _give_methods(cls, known, given, namespace)
    by_position, by_keyword = _split(known)
    if not cls.__doc__:
        cls.__doc__ = cls.__name__ + _signature(by_position, by_keyword)
    if _V >= (3, 10) and given["match_args"] and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in by_position])
    if given["slots"]:
        cls = _slotted(cls, given["frozen"], given["weakref_slot"])
    elif given["weakref_slot"]:
        raise TypeError("weakref_slot is True but slots is False")
    if _V >= (3, 10):
        abc.update_abstractmethods(cls)
    return cls


# The second class, with slots.

def _dataclass_getstate(self):
    return [getattr(self, each.name) for each in fields(self)]


def _dataclass_setstate(self, state):
    # A frozen class would refuse `setattr`.
    for each, content in zip(fields(self), state):
        object.__setattr__(self, each.name, content)


def _slots_of(base):
    listed = base.__dict__.get("__slots__")
    if isinstance(listed, str):
        return [listed]
    if listed is not None:
        if hasattr(listed, "__next__"):
            raise TypeError("Slots of '{}' cannot be determined".format(base.__name__))
        return listed
    if _V < (3, 13):
        return ()
    # A class without the list has what its base hasn't: a dict and weak references.
    offsets = ("__weakref__", "__weakrefoffset__"), ("__dict__", "__dictoffset__")
    return [slot for slot, offset in offsets if getattr(base, offset, -1) != 0]


def _slot_list(cls, weakref_slot):
    wanted = [each.name for each in fields(cls)]
    if _V < (3, 11):
        return tuple(wanted)
    if weakref_slot:
        wanted.append("__weakref__")
    there = {slot for base in cls.__mro__[1:-1] for slot in _slots_of(base)}
    new = tuple(slot for slot in wanted if slot not in there)
    if _V >= (3, 14):
        docs = {each.name: each.doc for each in fields(cls) if each.name in new and each.doc is not None}
        if docs:
            return {slot: docs.get(slot) for slot in new}
    return new


def _slotted(first, frozen, weakref_slot):
    body = dict(first.__dict__)
    if "__slots__" in body:
        raise TypeError("{} already specifies __slots__".format(first.__name__))
    body["__slots__"] = _slot_list(first, weakref_slot)
    # Defaults are in `__init__` by now; the descriptors belong to the first class.
    stale = [each.name for each in fields(first)] + ["__dict__", "__weakref__"][:1 + (_V >= (3, 11))]
    for name in stale:
        body.pop(name, None)
    second = type(first)(first.__name__, first.__bases__, body)
    second.__qualname__ = first.__qualname__
    if frozen:
        for name, method in (("__getstate__", _dataclass_getstate), ("__setstate__", _dataclass_setstate)):
            if _V < (3, 11) or name not in body:
                setattr(second, name, method)
    if sys.version_info >= (3, 13, 14):
        _turn_super(first, second)
    return second


def _functions(value):
    """The functions behind what stands in a class."""
    # Wrappers that wrap one another have no function behind them.
    layers = []
    while hasattr(value, "__wrapped__") and not any(value is layer for layer in layers):
        layers.append(value)
        value = value.__wrapped__
    candidates = (value.fget, value.fset, value.fdel) if isinstance(value, property) else (value,)
    return [each for each in candidates if isinstance(each, types.FunctionType)]


def _turn_super(first, second):
    """The methods of a class share the cell in which `super()` finds it: one change does for all."""
    for value in second.__dict__.values():
        for function in _functions(value):
            for name, cell in zip(function.__code__.co_freevars, function.__closure__ or ()):
                # The cell of another class, or an empty one, isn't ours to fill.
                if name == "__class__" and _holds(cell, first):
                    cell.cell_contents = second
                    return


def _holds(cell, content):
    try:
        return cell.cell_contents is content
    except ValueError:
        return False


# What programs call.

def _decorator(cls, **given):
    def wrap(cls):
        return _decorate(cls, given)

    # With parentheses, or without.
    return wrap if cls is None else wrap(cls)


if _V >= (3, 11):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False, weakref_slot=False):
        """Add to a class the methods that follow from its annotations."""
        return _decorator(
            cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)
elif _V >= (3, 10):
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
                  match_args=True, kw_only=False, slots=False):
        """Add to a class the methods that follow from its annotations."""
        return _decorator(
            cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=False)
else:
    def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False):
        """Add to a class the methods that follow from its annotations."""
        return _decorator(
            cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
            match_args=False, kw_only=False, slots=False, weakref_slot=False)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **params):
    """A dataclass from the names of its fields."""
    from keyword import iskeyword
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        parts = (item, "typing.Any") if isinstance(item, str) else tuple(item)
        if len(parts) not in (2, 3):
            raise TypeError("Invalid field: {!r}".format(item))
        name = parts[0]
        if not (isinstance(name, str) and name.isidentifier()):
            problem = "Field names must be valid identifiers"
        elif iskeyword(name):
            problem = "Field names must not be keywords"
        elif name in annotations:
            problem = "Field name duplicated"
        else:
            annotations[name] = parts[1]
            body.update({name: default for default in parts[2:]})
            continue
        raise TypeError("{}: {!r}".format(problem, name))
    body["__annotations__"] = annotations
    made = types.new_class(cls_name, bases, {}, lambda ns: ns.update(body))
    if _V >= (3, 12):
        module = params.pop("module", None)
        made.__module__ = sys._getframe(1).f_globals.get("__name__", "__main__") if module is None else module
    decorate = params.pop("decorator", dataclass) if _V >= (3, 14) else dataclass
    return decorate(made, **params)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def fields(class_or_instance):
    """The fields of a dataclass."""
    try:
        known = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([each for each in known.values() if each._field_type is _FIELD])


def _need_instance(obj, caller):
    if not hasattr(type(obj), _FIELDS):
        raise TypeError("{}() should be called on dataclass instances".format(caller))


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, all the way down."""
    _need_instance(obj, "asdict")
    return _unfolded(obj, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a tuple, all the way down."""
    _need_instance(obj, "astuple")
    return _unfolded(obj, lambda pairs: tuple_factory([content for _, content in pairs]))


def _unfolded(value, fold):
    """`fold` makes what stands for an instance of its names and contents."""
    kind = type(value)
    if hasattr(kind, _FIELDS):
        return fold([(each.name, _unfolded(getattr(value, each.name), fold)) for each in fields(value)])
    if isinstance(value, (list, tuple)):
        items = (_unfolded(item, fold) for item in value)
        # A named tuple takes its items one by one.
        return kind(*items) if isinstance(value, tuple) and hasattr(value, "_fields") else kind(items)
    if not isinstance(value, dict):
        return _deepcopy(value)
    pairs = ((_unfolded(key, fold), _unfolded(content, fold)) for key, content in value.items())
    if _V >= (3, 12) and hasattr(kind, "default_factory"):
        return kind(value.default_factory, pairs)
    return kind(pairs)


def _replace(self, /, **changes):
    error = TypeError if _V >= (3, 13) else ValueError
    for name, each in getattr(self, _FIELDS).items():
        kind = each._field_type
        if kind is _FIELD_CLASSVAR or each.init and name in changes:
            continue
        if each.init:
            if kind is _FIELD_INITVAR and each.default is MISSING:
                raise error("InitVar {!r} must be specified with replace()".format(name))
            changes[name] = getattr(self, name)
        elif name in changes:
            raise error("field {} is declared with init=False, it cannot be specified with replace()".format(name))
    return self.__class__(**changes)


def replace(obj, /, **changes):
    """A new instance with some fields changed."""
    _need_instance(obj, "replace")
    return _replace(obj, **changes)

if _V >= (3, 9):
    from _types import GenericAlias
    Field.__class_getitem__ = classmethod(GenericAlias)
