"""`namedtuple`: a subclass of tuple whose items have names."""
import sys
from keyword import iskeyword

from _collections import _tuplegetter

# The module that what is made here says it is of.
__name__ = "collections"


def _renamed(names):
    # What can't be a name becomes its place.
    seen = set()
    for index, name in enumerate(names):
        fits = name.isidentifier() and not iskeyword(name) and not name.startswith("_")
        yield name if fits and name not in seen else "_{}".format(index)
        seen.add(name)


def _check(typename, names, rename):
    for name in (typename, *names):
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if iskeyword(name):
            problem = "Type names and field names cannot be a keyword"
        elif not name.isidentifier():
            problem = "Type names and field names must be valid identifiers"
        else:
            continue
        raise ValueError("{}: {!r}".format(problem, name))
    for index, name in enumerate(names):
        if not rename and name.startswith("_"):
            raise ValueError("Field names cannot start with an underscore: {!r}".format(name))
        if name in names[:index]:
            raise ValueError("Encountered duplicate field name: {!r}".format(name))


def _constructor(typename, names, make):
    # From text, so that its parameters have the names of the fields.
    listed = ", ".join(names) + "," * (len(names) == 1)
    scope = {"_tuple_new": make, "__builtins__": {}, "__name__": "namedtuple_" + typename}
    if sys.version_info >= (3, 9):
        function = eval("lambda _cls, {0}: _tuple_new(_cls, ({0}))".format(listed), scope)
        function.__name__ = "__new__"
    else:
        exec("def __new__(_cls, {0}): return _tuple_new(_cls, ({0}))".format(listed), scope)
        function = scope.pop("__new__")
    function.__doc__ = "Create new instance of {}({})".format(typename, listed)
    return function


def _methods(typename, names, make):
    """What the class can do; each function holds on to as much as CPython's."""
    size, shape = len(names), "({})".format(", ".join(map("{}=%r".format, names)))
    plain, measure, pair, visit, mapping = tuple, len, zip, map, dict

    def __getnewargs__(self):
        return plain(self)

    def _asdict(self):
        return mapping(pair(self._fields, self))

    def __repr__(self):
        return self.__class__.__name__ + shape % self

    def _replace(self, /, **kwds):
        changed = self._make(visit(kwds.pop, names, self))
        if not kwds:
            return changed
        kind = ValueError if sys.version_info < (3, 13) else TypeError
        raise kind("Got unexpected field names: {!r}".format(list(kwds)))

    def _make(cls, iterable):
        made = make(cls, iterable)
        if measure(made) == size:
            return made
        raise TypeError("Expected {} arguments, got {}".format(size, len(made)))

    _make.__doc__ = "Make a new {} object from a sequence or iterable".format(typename)
    _replace.__doc__ = "Return a new {} object replacing specified fields with new values".format(typename)
    return {"_make": _make, "_replace": _replace, "__repr__": __repr__, "_asdict": _asdict,
            "__getnewargs__": __getnewargs__}


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    names = [str(name) for name in field_names]
    typename = sys.intern(str(typename))
    if rename:
        names = list(_renamed(names))
    _check(typename, names, rename)
    names = tuple(map(sys.intern, names))

    defaulted = {}
    constructor = _constructor(typename, names, tuple.__new__)
    if defaults is not None:
        defaults = tuple(defaults)
        first = len(names) - len(defaults)
        if first < 0:
            raise TypeError("Got more default values than field names")
        defaulted.update(zip(names[first:], defaults))
        constructor.__defaults__ = defaults

    methods = {"__new__": constructor, **_methods(typename, names, tuple.__new__)}
    for name, method in methods.items():
        method.__qualname__ = "{}.{}".format(typename, name)
    methods["_make"] = classmethod(methods["_make"])
    space = {"__doc__": "{}({})".format(typename, ", ".join(names)), "__slots__": (), "_fields": names,
             "_field_defaults": defaulted}
    if sys.version_info < (3, 9):
        space["_fields_defaults"] = defaulted
    for name, method in methods.items():
        if name == "_replace" and sys.version_info >= (3, 13):
            space["__replace__"] = method
        space[name] = method
    if sys.version_info >= (3, 10):
        space["__match_args__"] = names
    for index, name in enumerate(names):
        space[name] = _tuplegetter(index, sys.intern("Alias for field number {}".format(index)))

    made = type(typename, (tuple,), space)
    if module is None:
        # It says that it is of the module that asked for it.
        module = sys._getframe(1).f_globals.get("__name__", "__main__")
    made.__module__ = module
    return made
