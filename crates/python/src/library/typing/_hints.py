"""What programs ask of types, and the decorators that only say something."""
import sys
import types
import typing
from typing._aliases import _AnnotatedAlias, _BaseGenericAlias, _GenericAlias
from typing._check import ForwardRef, _evaluated, _forms, _is_param_expr, _native_alias

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]
_unions = getattr(types, "UnionType", ())

TYPE_CHECKING = False


def cast(typ, val):
    """The value; whoever reads the types takes it for one of this type."""
    return val


def get_origin(tp):
    """What stands before the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return typing.Annotated
    inner = _forms("ParamSpecArgs", "ParamSpecKwargs")
    if isinstance(tp, (_BaseGenericAlias, _native_alias, *inner)):
        return tp.__origin__
    if tp is typing.Generic:
        return tp
    return _unions if _unions and isinstance(tp, _unions) else None


def get_args(tp):
    """What stands between the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, _native_alias)):
        args = tp.__args__
        import collections.abc
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            return (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, _unions) else ()


def _stripped(tp):
    """A type without what `Annotated` and the marks of keys say of it."""
    if isinstance(tp, _AnnotatedAlias):
        return _stripped(tp.__origin__)
    if getattr(getattr(tp, "__origin__", None), "_name", None) in ("Required", "NotRequired", "ReadOnly"):
        return _stripped(tp.__args__[0])
    if not isinstance(tp, (_GenericAlias, _native_alias, _unions)):
        return tp
    args = tuple([_stripped(arg) for arg in tp.__args__])
    if args == tp.__args__:
        return tp
    if isinstance(tp, _native_alias):
        return types.GenericAlias(tp.__origin__, args)
    return typing.Union[args] if isinstance(tp, _unions) else tp.copy_with(args)


def _defaults(func):
    code = getattr(func, "__code__", None)
    if code is None:
        return {}
    names = code.co_varnames[:code.co_argcount]
    given = func.__defaults__ or ()
    return {**(func.__kwdefaults__ or {}), **dict(zip(names[len(names) - len(given):], given))}


def _meaning(value, global_names, local_names, is_class=False):
    if value is None:
        return type(None)
    if isinstance(value, str):
        value = ForwardRef(value, not is_class, is_class=is_class and _minor >= 11)
    return _evaluated(value, global_names, local_names)


def _own_annotations(cls):
    if _minor >= 14:
        return cls.__annotations__ if vars(cls).get("__annotate_func__") or "__annotations__" in vars(cls) else {}
    found = vars(cls).get("__annotations__", {})
    return {} if isinstance(found, types.GetSetDescriptorType) else found


def _hints_of_class(cls, global_names, local_names):
    hints = {}
    for base in reversed(cls.__mro__):
        module = sys.modules.get(base.__module__)
        first = getattr(module, "__dict__", {}) if global_names is None else global_names
        second = local_names
        if _minor >= 10:
            second = dict(vars(base)) if local_names is None else local_names
            if local_names is None and global_names is None:
                # The module's names win over those of the class.
                first, second = second, first
        for name, value in _own_annotations(base).items():
            hints[name] = _meaning(value, first, second, True)
    return hints


def _hints(obj, global_names, local_names):
    if isinstance(obj, type):
        return _hints_of_class(obj, global_names, local_names)
    if global_names is None:
        inner = obj
        while hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        is_module = isinstance(obj, types.ModuleType)
        global_names = vars(obj) if is_module else getattr(inner, "__globals__", {})
    if local_names is None:
        local_names = global_names
    annotations = getattr(obj, "__annotations__", None)
    if annotations is None:
        could = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
                 types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType)
        if isinstance(obj, could):
            return {}
        text = "{!r} does not have annotations" if _minor >= 14 else "{!r} is not a module, class, method, or function."
        raise TypeError(text.format(obj))
    defaults = _defaults(obj) if _minor < 11 else {}
    hints = {}
    for name, value in annotations.items():
        meant = _meaning(value, global_names, local_names)
        # To 3.10 who may be None by default may be None.
        hints[name] = typing.Optional[meant] if defaults.get(name, 0) is None else meant
    return hints


def get_type_hints(obj, globalns=None, localns=None, **more):
    """The annotations of a class, a function or a module, with what names in them mean."""
    keep = more.pop("include_extras", False) if _minor >= 9 else True
    if more.pop("format", None) is not None and _minor >= 14:
        raise NotImplementedError("another format than the values")
    if more:
        raise TypeError("get_type_hints() got an unexpected keyword argument {!r}".format(*more))
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = _hints(obj, globalns, localns)
    return hints if keep else {name: _stripped(meant) for name, meant in hints.items()}


# ---- decorators --------------------------------------------------------------------------------------------------

_overloads = {}


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub "
        "module should always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """One way to call a function; the last definition is the function."""
    if _minor >= 11:
        inner = getattr(func, "__func__", func)
        try:
            _overloads.setdefault((inner.__module__, inner.__qualname__), {})[inner.__code__.co_firstlineno] = func
        except AttributeError:
            pass
    return _overload_dummy


def final(f):
    """Nobody derives from it, nobody overrides it."""
    if _minor >= 11:
        try:
            f.__final__ = True
        except (AttributeError, TypeError):
            pass
    return f


def no_type_check(arg):
    """Its annotations are no types."""
    if isinstance(arg, type):
        for value in list(vars(arg).values()):
            if isinstance(value, types.FunctionType) and value.__qualname__ == arg.__qualname__ + "." + value.__name__:
                value.__no_type_check__ = True
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass
    return arg


if _minor >= 10:
    def is_typeddict(tp):
        """Whether it is a class of dicts with known keys."""
        return isinstance(tp, typing._TypedDictMeta) and tp is not typing.TypedDict

if _minor >= 11:
    def get_overloads(func):
        """The ways to call it that were decorated."""
        inner = getattr(func, "__func__", func)
        return list(_overloads.get((inner.__module__, inner.__qualname__), {}).values())

    def clear_overloads():
        """Forget the ways that were decorated."""
        _overloads.clear()

    def assert_never(arg, /):
        """Says that nobody comes here."""
        shown = repr(arg)
        if len(shown) > 100:
            shown = shown[:100] + "..."
        raise AssertionError("Expected code to be unreachable, but got: " + shown)

    def assert_type(val, typ, /):
        """The value; whoever reads the types checks its type."""
        return val

    def reveal_type(obj, /):
        """Print the type of an object, and give the object back."""
        print("Runtime type is {!r}".format(type(obj).__name__), file=sys.stderr)
        return obj

    def dataclass_transform(**said):
        """Says that a decorator does what `dataclass` does."""
        told = {"eq_default": True, "order_default": False, "kw_only_default": False, "frozen_default": False,
                "field_specifiers": ()}
        if _minor == 11:
            del told["frozen_default"]
        told.update((name, said.pop(name)) for name in list(told) if name in said)
        told["kwargs"] = said

        def decorate(cls_or_fn):
            cls_or_fn.__dataclass_transform__ = told
            return cls_or_fn
        return decorate

if _minor >= 12:
    def override(method, /):
        """Says that a base has this method, too."""
        try:
            method.__override__ = True
        except (AttributeError, TypeError):
            pass
        return method
