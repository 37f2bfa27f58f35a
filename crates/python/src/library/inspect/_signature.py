"""How a callable is called: `signature`."""
import enum
import sys
import types
from inspect._asks import isclass, isfunction, ismethod, unwrap

# The module that what is made here says it is of.
__name__ = "inspect"
_minor = sys.version_info[1]


class _empty:
    """Says that there is none."""


if _minor < 9:
    from collections import OrderedDict as _row
else:
    _row = dict


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)

    @property
    def description(self):
        return ("positional-only", "positional or keyword", "variadic positional", "keyword-only",
                "variadic keyword")[self.value]

    def __str__(self):
        return self.name if _minor >= 12 else self._name_


def formatannotation(annotation, base_module=None):
    """An annotation as a signature shows it."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, getattr(types, "GenericAlias", ())):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


class Parameter:
    """One parameter: its name, how it is given, its default and its annotation."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError("value {!r} is not a valid Parameter.kind".format(kind)) from None
        if default is not _empty and self._kind in (2, 4):
            raise ValueError("{} parameters cannot have default values".format(self._kind.description))
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if not name.isidentifier() and name[:1] != ".":
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name, self._default, self._annotation = name, default, annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def replace(self, *, name=None, kind=None, annotation=None, default=None):
        """Another one, changed in some of these."""
        given = {"default": default, "annotation": annotation}
        given = {key: getattr(self, key) if value is None else value for key, value in given.items()}
        return type(self)(self._name if name is None else name, self._kind if kind is None else kind, **given)

    def __str__(self):
        text = self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        return {2: "*", 4: "**"}.get(int(self._kind), "") + text

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def _all(self):
        return self._name, self._kind, self._default, self._annotation

    def __eq__(self, other):
        return self._all() == other._all() if isinstance(other, Parameter) else NotImplemented

    def __hash__(self):
        return hash(self._all())


class BoundArguments:
    """Arguments, each with the parameter that it is for."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments, self._signature = arguments, signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        found = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (3, 4) or name not in self.arguments:
                break
            value = self.arguments[name]
            found.extend(value) if parameter.kind == 2 else found.append(value)
        return tuple(found)

    @property
    def kwargs(self):
        found, by_name = {}, False
        for name, parameter in self._signature.parameters.items():
            by_name = by_name or parameter.kind in (3, 4) or name not in self.arguments
            if not by_name or name not in self.arguments:
                continue
            value = self.arguments[name]
            found.update(value if parameter.kind == 4 else {name: value})
        return found

    def apply_defaults(self):
        """Put in what wasn't given."""
        found = _row()
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                found[name] = self.arguments[name]
            elif parameter.default is not _empty:
                found[name] = parameter.default
            elif parameter.kind in (2, 4):
                found[name] = () if parameter.kind == 2 else {}
        self.arguments = found

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return "<{} ({})>".format(self.__class__.__name__, ", ".join(map("{0[0]}={0[1]!r}".format, self.arguments.items())))


def _check_order(parameters):
    last, defaulted, seen = -1, False, set()
    for one in parameters:
        if one.kind < last:
            raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                Parameter._kinds[last].description, one.kind.description))
        if one.kind <= 1:
            if one.default is _empty and defaulted:
                raise ValueError("non-default argument follows default argument" if _minor < 12 else
                                 "non-default argument follows default argument {!r}".format(one.name))
            defaulted = one.default is not _empty
        if one.name in seen:
            raise ValueError("duplicate parameter name: {!r}".format(one.name))
        seen.add(one.name)
        last = one.kind


class Signature:
    """The parameters of a callable, and what it returns."""

    __slots__ = ("_parameters", "_return_annotation")
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        parameters = list(parameters or ())
        if __validate_parameters__:
            _check_order(parameters)
        self._parameters = types.MappingProxyType({one.name: one for one in parameters})
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, **more):
        """The signature of a callable."""
        return _signature(obj, follow_wrapped, cls)

    def replace(self, *, parameters=None, return_annotation=_empty):
        """Another one, changed in some of these."""
        parameters = self._parameters.values() if parameters is None else parameters
        if return_annotation is _empty:
            return_annotation = self._return_annotation
        return type(self)(parameters, return_annotation=return_annotation)

    def bind(self, /, *args, **kwargs):
        """Which argument is for which parameter."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same, where arguments may be missing."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        found, left, rest = _row(), dict(kwargs), list(args)
        for one in self._parameters.values():
            if one.kind <= 1 and rest:
                if one.kind == 1 and one.name in left:
                    raise TypeError("multiple values for argument {!r}".format(one.name))
                found[one.name] = rest.pop(0)
            elif one.kind == 2:
                if rest:
                    found[one.name], rest = tuple(rest), []
            elif one.kind == 4:
                continue
            elif one.kind != 0 and one.name in left:
                found[one.name] = left.pop(one.name)
            elif one.default is _empty and not partial:
                self._refuse_missing(one, left)
        if rest:
            raise TypeError("too many positional arguments")
        for one in self._parameters.values():
            if one.kind == 4 and left:
                found[one.name], left = left, {}
        if left:
            raise TypeError("got an unexpected keyword argument {!r}".format(next(iter(left))))
        return BoundArguments(self, found)

    def _refuse_missing(self, one, left):
        if one.kind == 0 and one.name in left:
            raise TypeError("{!r} parameter is positional only, but was passed as a keyword".format(one.name))
        raise TypeError("missing a required argument: {!r}".format(one.name))

    def __str__(self):
        parts, kinds = [], [one.kind for one in self._parameters.values()]
        star = False
        for index, one in enumerate(self._parameters.values()):
            if one.kind == 2:
                star = True
            elif one.kind == 3 and not star:
                parts.append("*")
                star = True
            parts.append(str(one))
            if one.kind == 0 and (index + 1 == len(kinds) or kinds[index + 1] != 0):
                parts.append("/")
        text = "({})".format(", ".join(parts))
        if self._return_annotation is not _empty:
            text += " -> " + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return "<{} {}>".format(self.__class__.__name__, self)

    def _all(self):
        named = {name: one for name, one in self._parameters.items() if one.kind == 3}
        others = [one for one in self._parameters.values() if one.kind != 3]
        return others, named, self._return_annotation

    def __eq__(self, other):
        return self._all() == other._all() if isinstance(other, Signature) else NotImplemented

    def __hash__(self):
        others, named, returned = self._all()
        return hash((tuple(others), frozenset(named.values()), returned))


Parameter._kinds = tuple(_ParameterKind)


def _of_function(func, cls):
    code = func.__code__
    names = code.co_varnames
    count, named = code.co_argcount, code.co_kwonlyargcount
    unnamed = getattr(code, "co_posonlyargcount", 0)
    annotations = func.__annotations__
    defaults = func.__defaults__ or ()
    found = []

    def add(name, kind, default=_empty):
        found.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for index, name in enumerate(names[:count]):
        behind = index - (count - len(defaults))
        add(name, 0 if index < unnamed else 1, defaults[behind] if behind >= 0 else _empty)
    place = count + named
    if code.co_flags & 4:
        add(names[place], 2)
        place += 1
    for name in names[count:count + named]:
        add(name, 3, (func.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & 8:
        add(names[place], 4)
    return cls(found, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError("invalid method signature")
    if parameters[0].kind in (0, 1):
        del parameters[0]
    return signature.replace(parameters=parameters)


def _of_partial(partial, cls):
    signature = _signature(partial.func, True, cls)
    try:
        bound = signature.bind_partial(*partial.args, **partial.keywords)
    except TypeError as error:
        raise ValueError("partial object {!r} has incorrect arguments".format(partial)) from error
    parameters, named = [], False
    for one in signature.parameters.values():
        if one.name in partial.keywords and one.kind in (1, 3):
            # What was given by name can be given again by name.
            parameters.append(one.replace(kind=3, default=partial.keywords[one.name]))
            named = True
        elif one.name in bound.arguments and one.kind in (0, 1):
            continue
        elif named and one.kind == 1:
            parameters.append(one.replace(kind=3))
        elif not (named and one.kind == 2):
            parameters.append(one)
    return signature.replace(parameters=parameters)


def _of_class(obj, cls):
    for meta_name, name in (("__call__", None), (None, "__new__"), (None, "__init__")):
        if meta_name:
            found = next((vars(base)[meta_name] for base in type(obj).__mro__ if meta_name in vars(base)), None)
        else:
            found = next((vars(base)[name] for base in obj.__mro__ if name in vars(base)), None)
        found = getattr(found, "__func__", found)
        if isfunction(found):
            return _without_first(_of_function(unwrap(found), cls))
    if type.__call__ is type(obj).__call__ and obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
        return cls([])
    raise ValueError("no signature found for builtin type {!r}".format(obj))


def _signature(obj, follow_wrapped, cls):
    import functools
    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if ismethod(obj):
        return _without_first(_signature(obj.__func__, follow_wrapped, cls))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, "__signature__") or ismethod(one))
        if ismethod(obj):
            return _signature(obj, follow_wrapped, cls)
    said = getattr(obj, "__signature__", None) if not isinstance(obj, type(len)) else None
    if isinstance(said, Signature):
        return said
    if isfunction(obj):
        return _of_function(obj, cls)
    if isinstance(obj, functools.partial):
        return _of_partial(obj, cls)
    if isclass(obj):
        return _of_class(obj, cls)
    call = next((vars(base)["__call__"] for base in type(obj).__mro__ if "__call__" in vars(base)), None)
    if isfunction(call):
        return _without_first(_of_function(call, cls))
    from _refusal import refuse
    refuse("inspect.signature of what is written in C")


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False, **more):
    """How a callable is called."""
    if eval_str:
        from _refusal import refuse
        refuse("inspect.signature with eval_str")
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


def getfullargspec(func):
    """The parameters of a function, in the old form."""
    from collections import namedtuple
    spec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations",
                      module="inspect")
    func = getattr(func, "__func__", func)
    if not isfunction(func):
        raise TypeError("unsupported callable")
    returned = {"return": func.__annotations__["return"]} if "return" in func.__annotations__ else {}
    found = {kind: [] for kind in range(5)}
    for one in _of_function(func, Signature).parameters.values():
        found[int(one.kind)].append(one.name)
    first = lambda kind: found[kind][0] if found[kind] else None
    return spec(found[0] + found[1], first(2), first(4), func.__defaults__, found[3], func.__kwdefaults__,
                {**returned, **func.__annotations__})
