"""What may stand as a type: checks, forward references, and how a type is written out."""
import functools
import sys
import types
import typing

# The module that what is made here says it is of.
__name__ = "typing"
_minor = sys.version_info[1]
# What the interpreter's own aliases are, where there are any.
_native_alias = types.GenericAlias if _minor >= 9 else ()


def _cached(typed=False):
    """Results by arguments, for as long as there are at most 128; what can't be hashed is made each time."""
    def decorate(function):
        remembered = functools.lru_cache(typed=typed)(function)

        @functools.wraps(function)
        def ask(*args, **keywords):
            try:
                return remembered(*args, **keywords)
            except TypeError:
                # Either an argument that can't be hashed, or an error that comes again.
                return function(*args, **keywords)
        return ask
    return decorate


def _caller(depth=1):
    """The name of the module that called whoever calls this."""
    return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")


def _type_convert(arg, is_class=False):
    if isinstance(arg, str):
        return ForwardRef(arg, is_class=is_class)
    return type(None) if arg is None else arg


def _forms(*names):
    known = vars(typing)
    return tuple([known[name] for name in names if name in known])


def _type_check(arg, msg, is_argument=True, *, allow_special_forms=False):
    """The argument as a type; what can't be one is refused."""
    if _minor < 11:
        allow_special_forms = False
    refused = _forms("Generic", "Protocol")
    if not allow_special_forms:
        refused += _forms("ClassVar", "Final") if is_argument else _forms("ClassVar")
    arg = _type_convert(arg, allow_special_forms)
    if isinstance(arg, typing._GenericAlias) and any(arg.__origin__ is one for one in refused):
        raise TypeError("{} is not valid as type argument".format(arg))
    plain = _forms("Any", "NoReturn", "LiteralString", "Never", "Self", "TypeAlias")
    if allow_special_forms:
        plain += _forms("ClassVar", "Final")
    if any(arg is one for one in plain):
        return arg
    if isinstance(arg, typing._SpecialForm) or any(arg is one for one in _forms("Generic", "Protocol")):
        raise TypeError("Plain {} is not valid as type argument".format(arg))
    wrong = type(arg) is tuple if _minor >= 11 else not _may_be_type(arg)
    if wrong:
        raise TypeError("{} Got {!r:.100}.".format(msg, arg))
    return arg


def _may_be_type(arg):
    # To 3.10 whatever can be called.
    return isinstance(arg, (type, ForwardRef) + _forms("TypeVar", "ParamSpec")) or callable(arg)


def _type_repr(obj):
    if isinstance(obj, type) and not (_minor < 11 and isinstance(obj, _native_alias)):
        return obj.__qualname__ if obj.__module__ == "builtins" else "{}.{}".format(obj.__module__, obj.__qualname__)
    if obj is ...:
        return "..."
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    if _minor >= 11 and isinstance(obj, tuple):
        return "[" + ", ".join(map(_type_repr, obj)) + "]"
    return repr(obj)


def _variable_kinds():
    return _forms("TypeVar", "ParamSpec", "TypeVarTuple")


def _collect(args):
    """The type variables of the arguments, each once, in the order in which they come first."""
    found = {}
    for arg in args:
        if isinstance(arg, type) and not isinstance(arg, _native_alias):
            continue
        if isinstance(arg, _variable_kinds()):
            found[arg] = None
        elif isinstance(arg, (tuple, list)):
            found.update(dict.fromkeys(_collect(arg)))
        else:
            found.update(dict.fromkeys(getattr(arg, "__parameters__", ())))
    return tuple(found)


def _is_param_expr(arg):
    """Whether it stands for the parameters of a callable."""
    return arg is ... or isinstance(arg, (tuple, list) + _forms("ParamSpec", "_ConcatenateGenericAlias"))


class _Final:
    """No program may derive from what derives from this."""

    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")


def _compiled(arg):
    try:
        # A star alone is no expression.
        return compile("({},)[0]".format(arg) if arg.startswith("*") else arg, "<string>", "eval")
    except SyntaxError:
        raise SyntaxError("Forward reference must be an expression -- got {!r}".format(arg)) from None


class ForwardRef(_Final, _root=True):
    """A type by its name, to be looked up later."""

    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
                 "__forward_is_argument__", "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError("Forward reference must be a string -- got {!r}".format(arg))
        self.__forward_arg__ = arg
        # From 3.14 nobody looks at the text before somebody asks what it means.
        self.__forward_code__ = _compiled(arg) if _minor < 14 else None
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_value__ = None
        self.__forward_evaluated__ = False

    def _evaluate(self, global_names, local_names, under_way=frozenset()):
        if self.__forward_arg__ in under_way:
            return self
        if self.__forward_evaluated__ and local_names is global_names:
            return self.__forward_value__
        if global_names is None:
            global_names = local_names if local_names is not None else {}
        if local_names is None:
            local_names = global_names
        value = eval(self.__forward_code__ or _compiled(self.__forward_arg__), global_names, local_names)
        value = _type_check(value, "Forward references must evaluate to types.", self.__forward_is_argument__,
                            allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _evaluated(value, global_names, local_names, under_way | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return (self.__forward_arg__, self.__forward_value__) == (other.__forward_arg__, other.__forward_value__)
        return (self.__forward_arg__, self.__forward_module__) == (other.__forward_arg__, other.__forward_module__)

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    if _minor >= 11:
        def __or__(self, other):
            return typing.Union[self, other]

        def __ror__(self, other):
            return typing.Union[other, self]

    def __repr__(self):
        of = "" if self.__forward_module__ is None else ", module={!r}".format(self.__forward_module__)
        return "ForwardRef({!r}{})".format(self.__forward_arg__, of)


def _evaluated(value, global_names, local_names, under_way=frozenset()):
    """A type with what its forward references mean."""
    if isinstance(value, ForwardRef):
        return value._evaluate(global_names, local_names, under_way)
    unions = getattr(types, "UnionType", ())
    if not isinstance(value, (typing._GenericAlias, _native_alias, unions)):
        return value
    is_native = isinstance(value, _native_alias)
    args = value.__args__
    if is_native:
        args = tuple([ForwardRef(arg) if isinstance(arg, str) else arg for arg in args])
    args = tuple([_evaluated(arg, global_names, local_names, under_way) for arg in args])
    if args == value.__args__:
        return value
    if is_native:
        return types.GenericAlias(value.__origin__, args)
    if isinstance(value, unions):
        made = args[0]
        for arg in args[1:]:
            made = made | arg
        return made
    return value.copy_with(args)


# What the interpreter's own type variables ask this module for.

def _make_union(left, right):
    return typing.Union[left, right]


def _typevar_subst(self, arg):
    return _type_check(arg, "Parameters to generic types must be types.")


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple([_type_check(one, "Expected a type.") for one in arg])
    if not _is_param_expr(arg):
        raise TypeError("Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {}".format(arg))
    return arg


def _paramspec_prepare_subst(self, alias, args):
    index = alias.__parameters__.index(self)
    if index == len(args) and _minor >= 13 and self.has_default():
        args = (*args, self.__default__)
    if index >= len(args):
        raise TypeError("Too few arguments for {}".format(alias))
    # Where it is the only one, the brackets may be left out.
    if len(alias.__parameters__) == 1 and not _is_param_expr(args[0]):
        return (args,)
    if isinstance(args[index], list):
        return (*args[:index], tuple(args[index]), *args[index + 1:])
    return args


def _typevartuple_prepare_subst(self, alias, args):
    variables = alias.__parameters__
    index = variables.index(self)
    behind = len(variables) - index - 1
    if index + behind > len(args):
        raise TypeError("Too few arguments for {}; actual {}, expected at least {}".format(
            alias, len(args), len(variables) - 1))
    end = len(args) - behind
    if index == end and _minor >= 13 and self.has_default():
        replacement = _unpacked_default(self)
        return (*args[:index], replacement, *args[end:])
    return (*args[:index], tuple(args[index:end]), *args[end:])


def _unpacked_default(variable):
    """What `Unpack[tuple[…]]` brings along, for a TypeVarTuple that nothing was given for."""
    args = getattr(variable.__default__, "__typing_unpacked_tuple_args__", None)
    return args if args is not None else (variable.__default__,)
