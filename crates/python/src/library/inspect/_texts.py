"""What programs say of themselves: docstrings."""
import sys
import types
from inspect._asks import (
    isbuiltin,
    isclass,
    isdatadescriptor,
    isfunction,
    ismemberdescriptor,
    ismethod,
    ismethoddescriptor,
)

# The module that what is made here says it is of.
__name__ = "inspect"
_minor = sys.version_info[1]


def cleandoc(doc):
    """A docstring without the indentation of the code around it."""
    first, *rest = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
    margin = min(margins) if margins else None
    lines = [first.lstrip(" \t") if margin is None else first.lstrip()]
    lines += rest if margin is None else [line[margin:] for line in rest]
    while lines and not lines[-1]:
        del lines[-1]
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


def _class_of(func):
    cls = sys.modules.get(func.__module__)
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name, None)
    return cls if isclass(cls) else None


def _where(obj):
    """The name of an attribute and the class that holds it; `None` if it isn't held there."""
    if ismethod(obj):
        this, name = obj.__self__, obj.__func__.__name__
        return name, this if isclass(this) else this.__class__
    if isfunction(obj):
        return obj.__name__, _class_of(obj)
    if isbuiltin(obj):
        return obj.__name__, None if isinstance(obj.__self__, types.ModuleType) else (
            obj.__self__ if isclass(obj.__self__) else type(obj.__self__))
    if isinstance(obj, property):
        return obj.fget.__name__, _class_of(obj.fget)
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        cls = getattr(obj, "__objclass__", None)
        if cls is None:
            return None
        if getattr(cls, obj.__name__, None) is not obj:
            return None
        return obj.__name__, cls
    return None


def _found_doc(obj):
    if isclass(obj):
        found = (vars(base).get("__doc__") for base in obj.__mro__ if base is not object)
        return next((doc for doc in found if doc is not None), None)
    where = _where(obj)
    if where is None or where[1] is None:
        return None
    name, cls = where
    if ismemberdescriptor(obj):
        # A dict of slots says what they are for.
        slots = getattr(cls, "__slots__", None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in cls.__mro__:
        doc = getattr(getattr(base, name, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def getdoc(object, **more):
    """The docstring of an object, or of what it overrides."""
    doc = getattr(object, "__doc__", None)
    if doc is None or _minor >= 9 and isclass(object) and "__doc__" not in vars(object):
        doc = _found_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _refused(name):
    def refuse(*args, **keywords):
        from _refusal import refuse
        refuse("inspect.{}: the text of a program isn't there to be read".format(name))

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


getsource = _refused("getsource")
getsourcelines = _refused("getsourcelines")
findsource = _refused("findsource")
getcomments = _refused("getcomments")


def getmodule(object, _filename=None):
    """The module that an object says it is of."""
    if isinstance(object, types.ModuleType):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getmodulename(path):
    """The name of the module in a file."""
    name = path.rpartition("/")[2]
    return name[:-3] if name.endswith(".py") else None


def getfile(object):
    """The file of a function, a class's module, a frame or a code object."""
    if isinstance(object, types.ModuleType):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        if object.__module__ == "__main__" and _minor >= 9:
            raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    for name in ("__func__", "__code__", "tb_frame", "f_code"):
        object = getattr(object, name, object)
    if isinstance(object, types.CodeType):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got {}".format(
        type(object).__name__))
