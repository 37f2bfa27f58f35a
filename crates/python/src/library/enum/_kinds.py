"""The class of enumerations, and `Enum` itself."""
import sys
from builtins import property as _property
from enum._names import _EnumDict, _is_descriptor, _is_dunder
from types import MappingProxyType

# The module that what is made here says it is of.
__name__ = "enum"
_minor = sys.version_info[1]
Enum = Flag = ReprEnum = None


class property:
    """An attribute of the members; the class may have a member of the same name."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.member = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            found = ownerclass._member_map_.get(self.name) if _minor >= 11 else None
            if found is not None:
                return found
            raise AttributeError("{!r} has no attribute {!r}".format(ownerclass, self.name) if _minor >= 12 else
                                 "{}: no class attribute {!r}".format(ownerclass.__name__, self.name)
                                 if _minor >= 11 else "")
        if self.fget is None:
            raise AttributeError("{!r} member has no attribute {!r}".format(ownerclass, self.name))
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum {!r}> cannot set attribute {!r}".format(self.clsname, self.name)
                                 if _minor >= 11 else "can't set attribute")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum {!r}> cannot delete attribute {!r}".format(self.clsname, self.name)
                                 if _minor >= 11 else "can't delete attribute")
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name, self.clsname = name, ownerclass.__name__


class _Pending:
    """A member between the class body and the class: `type` tells it when there is one (from 3.11)."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        _make_member(cls, name, self.value)


def _raw_member(cls, name, value):
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (args,)
    made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        if cls._member_type_ is object or not cls._use_args_ and _minor < 11:
            made._value_ = value
        else:
            try:
                made._value_ = cls._member_type_(*args)
            except Exception as problem:
                if _minor < 11:
                    raise
                raise TypeError("_value_ not set in __new__, unable to create it") from problem
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    if _minor >= 11:
        made._sort_order_ = len(cls._member_names_)
    return made


def _is_flag(cls):
    return Flag is not None and issubclass(cls, Flag)


def _is_single_bit(value):
    return value > 0 and value & (value - 1) == 0


def _known(cls, value):
    """The member that has this value already."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        return next((one for one in cls._member_map_.values() if one._value_ == value), None)


def _make_member(cls, name, raw):
    made = _raw_member(cls, name, raw)
    value = made._value_
    modern_flag = _minor >= 11 and _is_flag(cls)
    if modern_flag and isinstance(value, int):
        cls._flag_mask_ |= value
        if _is_single_bit(value):
            cls._singles_mask_ |= value
        cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
    known = _known(cls, value)
    if known is not None:
        made = known
    elif not modern_flag or isinstance(value, int) and _is_single_bit(value):
        cls._member_names_.append(name)
    _add_member(cls, name, made)
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        cls._unhashable_values_.append(value)


def _add_member(cls, name, made):
    shadowed = next((vars(base)[name] for base in cls.__mro__[1:] if name in vars(base)), None)
    if not isinstance(shadowed, property):
        setattr(cls, name, made)
    elif _minor >= 11:
        # Members see the attribute, the class sees the member.
        redirect = property(shadowed.fget, shadowed.fset, shadowed.fdel)
        redirect.member = made
        redirect.__set_name__(cls, name)
        setattr(cls, name, redirect)
    cls._member_map_[name] = made


def _data_type(cls_name, bases):
    """What the members are beside members."""
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                kind = base._member_type_ if base._member_type_ is not object else None
            elif "__new__" in vars(base) or "__dataclass_fields__" in vars(base) and _minor >= 12:
                kind = candidate or base
            else:
                candidate = candidate or base
                continue
            if kind is not None:
                found += [] if kind in found else [kind]
                break
    if len(found) > 1:
        shown = "too many data types for {!r}: {!r}" if _minor >= 11 else "{!r}: too many data types: {!r}"
        raise TypeError(shown.format(cls_name, set(found)))
    return found[0] if found else object


def _data_repr(bases):
    """How the value is shown (from 3.11): as what the members are beside members shows itself."""
    for chain in bases:
        for base in chain.__mro__:
            if isinstance(base, EnumType):
                return base._value_repr_
            if base is not object and "__repr__" in vars(base):
                return vars(base)["__repr__"]
    return None


def _find_new(namespace, member_type, first_enum):
    """What makes members, whether it is the class's own, and whether it takes the value."""
    own = namespace.get("__new__")
    if own is not None:
        own = own.__func__ if isinstance(own, staticmethod) else own
        return own, first_enum is not None, True
    plain = (None, None.__new__, object.__new__) + (() if Enum is None else (Enum.__new__,))
    for method in ("__new_member__", "__new__"):
        for possible in (member_type, first_enum):
            found = getattr(possible, method, None)
            if not any(found == one for one in plain):
                return found, False, first_enum is not None
    return object.__new__, False, False


def _members(cls, names):
    return (cls._member_map_[name] for name in names)


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        for name in [*classdict._ignore, "_ignore_"]:
            classdict.pop(name, None)
        names = list(classdict._member_names)
        wrong = set(names) & {"mro", ""}
        if wrong:
            raise ValueError("invalid enum member name(s) {}".format(",".join(map(repr, wrong))) if _minor >= 11 else
                             "Invalid enum member name: {}".format(",".join(wrong)))
        order = classdict.pop("_order_", None)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        make, save_new, use_args = _find_new(classdict, member_type, first_enum)
        body = dict(classdict.items())
        generate = body.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod) and _minor >= 11:
            body["_generate_next_value_"] = staticmethod(generate)
        values = [(name, body.pop(name)) for name in names]
        if _minor >= 11:
            body.update((name, _Pending(value)) for name, value in values)
        elif "__doc__" not in body:
            body["__doc__"] = "An enumeration."
        body.update(_new_member_=make if _minor < 11 else staticmethod(make), _use_args_=use_args, _member_names_=[],
                    _member_map_={}, _value2member_map_={}, _unhashable_values_=[], _member_type_=member_type)
        if _minor < 11:
            body["_new_member_"] = staticmethod(make)
        body["_value_repr_"] = _data_repr(bases) if _minor >= 11 else None
        if _minor >= 11 and (cls == "Flag" or Flag is not None and any(_is_flag(base) for base in bases)):
            body.update(_boundary_=boundary or getattr(first_enum, "_boundary_", None), _flag_mask_=0,
                        _singles_mask_=0, _all_bits_=0, _inverted_=None)
        try:
            made = super().__new__(metacls, cls, bases, body, **kwds)
        except Exception as problem:
            # `type` says where it was; nobody is told of the names in between.
            if hasattr(problem, "__notes__"):
                del problem.__notes__
            if _minor == 11 and isinstance(problem, RuntimeError) and problem.__cause__ is not None:
                raise problem.__cause__
            raise
        if _minor < 11:
            for name, value in values:
                _make_member(made, name, value)
        _settle_methods(made, body, bases, member_type, first_enum)
        if Enum is not None:
            if save_new:
                made.__new_member__ = make
            made.__new__ = Enum.__new__
        _check_order(made, order)
        return made

    def __bool__(cls):
        return True

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if _minor >= 12 and cls._member_map_:
            if names is not None:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is None and type is None:
            if _minor >= 13:
                raise TypeError("{} has no members; specify `names=()` if you meant to create a new, empty, enum".format(
                    cls))
            return cls.__new__(cls, value)
        if module is None:
            module = sys._getframe(1).f_globals.get("__name__")
        return _create(cls, value, names, module, qualname, type, start, boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True if _minor >= 12 else value._name_ in cls._member_map_
        if _minor >= 12:
            if _minor >= 13 and _is_flag(cls):
                try:
                    return isinstance(cls._missing_(value), cls)
                except ValueError:
                    pass
            return value in cls._unhashable_values_ or value in [one._value_ for one in cls._member_map_.values()]
        if isinstance(value, Enum):
            return False
        if _minor >= 10:
            import warnings
            said = {10: "in 3.12 __contains__ will no longer raise TypeError, but will return True if\n"
                        "obj is a member or a member's value",
                    11: "in 3.12 __contains__ will no longer raise TypeError, but will return True or\n"
                        "False depending on whether the value is a member or the value of a member"}
            warnings.warn(said[_minor], DeprecationWarning, stacklevel=2)
        raise TypeError("unsupported operand type(s) for 'in': '{}' and '{}'".format(
            type(value).__qualname__, cls.__class__.__qualname__))

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("{!r} cannot delete member {!r}.".format(cls.__name__, attr) if _minor >= 11 else
                                 "{}: cannot delete Enum member.".format(cls.__name__))
        super().__delattr__(attr)

    def __dir__(cls):
        if _minor < 11:
            return ["__class__", "__doc__", "__members__", "__module__"] + cls._member_names_
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__",
                 "__module__", "__name__", "__qualname__", *cls._member_names_}
        return sorted(names if cls._member_type_ is object else names.union(dir(cls._member_type_)))

    if _minor < 12:
        def __getattr__(cls, name):
            # A member may have the name of an attribute that the members have.
            if _is_dunder(name):
                raise AttributeError(name)
            try:
                return cls._member_map_[name]
            except KeyError:
                raise AttributeError(name) from None

    def __iter__(cls):
        return _members(cls, cls._member_names_)

    def __reversed__(cls):
        return _members(cls, reversed(cls._member_names_))

    __members__ = _property(lambda cls: MappingProxyType(cls._member_map_))

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __len__(cls):
        return len(cls._member_names_)

    def __repr__(cls):
        return "<{} {!r}>".format("flag" if _minor >= 11 and _is_flag(cls) else "enum", cls.__name__)

    def __setattr__(cls, name, value):
        if name in vars(cls).get("_member_map_", ()):
            raise AttributeError("cannot reassign member {!r}".format(name) if _minor >= 11 else
                                 "Cannot reassign members.")
        super().__setattr__(name, value)

    @classmethod
    def _check_for_existing_members_(metacls, cls_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    if _minor >= 11:
                        raise TypeError("<enum {!r}> cannot extend {!r}".format(cls_name, base))
                    raise TypeError("{}: cannot extend enumeration {!r}".format(cls_name, base.__name__))

    @classmethod
    def _get_mixins_(metacls, cls_name, bases):
        if not bases:
            return object, Enum
        if not isinstance(bases[-1], EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return _data_type(cls_name, bases), bases[-1]


EnumMeta = EnumType
if _minor < 11:
    # The name that errors show.
    EnumType.__name__ = EnumType.__qualname__ = "EnumMeta"
    for _name, _method in list(vars(EnumType).items()):
        if isinstance(_method, type(_is_flag)):
            _method.__qualname__ = "EnumMeta." + _name
    del _name, _method


def _settle_methods(made, body, bases, member_type, first_enum):
    """The texts are those of the enumeration, not of what its members are beside."""
    if ReprEnum is not None and ReprEnum in bases:
        if member_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        for name in ("__format__", "__str__"):
            if name not in body:
                method = getattr(member_type, name)
                body[name] = member_type.__repr__ if method is object.__str__ else method
                setattr(made, name, body[name])
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in body or first_enum is None:
            continue
        found = getattr(made, name)
        others = [getattr(member_type, name, None)]
        if _minor >= 11:
            others.append(getattr(object, name))
        if found in others:
            setattr(made, name, getattr(first_enum, name))
    if _minor >= 11 and _is_flag(made):
        for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
            if name not in body:
                setattr(made, name, getattr(Flag, name))


def _check_order(made, order):
    if _minor >= 11 and _is_flag(made):
        values = [one._value_ for one in made]
        if values != sorted(values):
            made._iter_member_ = made._iter_member_by_def_
    if order is None:
        return
    order = order.replace(",", " ").split() if isinstance(order, str) else list(order)
    if _minor >= 11:
        order = [name for name in order if name not in made._member_map_ or name in made._member_names_]
    if order != made._member_names_ and (order or _minor < 11):
        text = "member order does not match _order_"
        if _minor >= 11:
            text += ":\n  {!r}\n  {!r}".format(made._member_names_, order)
        raise TypeError(text)


def _create(cls, name, names, module, qualname, kind, start, boundary):
    """A class from a name and the names of its members."""
    meta = cls.__class__
    bases = (cls,) if kind is None else (kind, cls)
    _, first_enum = meta._get_mixins_(name, bases)
    body = meta.__prepare__(name, bases)
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
        values = []
        for count, one in enumerate(names):
            values.append(first_enum._generate_next_value_(one, start, count, values[:]))
        names = list(zip(names, values))
    for item in names or ():
        one, value = (item, names[item]) if isinstance(item, str) else item
        body[one] = value
    body["__module__"] = module
    if qualname is not None:
        body["__qualname__"] = qualname
    return meta.__new__(meta, name, bases, body, **({} if boundary is None else {"boundary": boundary}))
