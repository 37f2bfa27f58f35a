"""`patch`: something else in place of an attribute, for a while."""
import contextlib
import sys
from functools import partial, wraps
from types import ModuleType
from unittest._mock_calls import DEFAULT
from unittest._mock_objects import (
    InvalidSpecError,
    MagicMock,
    NonCallableMagicMock,
    NonCallableMock,
    _is_instance_mock,
)

# The module that what is made here says it is of.
__name__ = "unittest.mock"
_minor = sys.version_info[1]
_builtins = {name for name in vars(sys.modules["builtins"]) if not name.startswith("_")}


def _resolve(path):
    """What a dotted name means, with the imports that it takes."""
    first, *rest = path.split(".")
    found, so_far = __import__(first), first
    for name in rest:
        so_far += "." + name
        try:
            found = getattr(found, name)
        except AttributeError:
            __import__(so_far)
            found = getattr(found, name)
    return found


class _patch:
    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe and _minor >= 10:
            for wrong in ("autospect", "auto_spec", "set_spec"):
                if wrong in kwargs:
                    raise RuntimeError("{!r} might be a typo; use unsafe=True if this is intended".format(wrong))
        for given, what in ((spec, "spec"), (spec_set, "spec_set")):
            if _minor >= 11 and _is_instance_mock(given):
                shown = "spec has" if what == "spec" else "spec_set target has"
                raise InvalidSpecError("Cannot spec attr {!r} as the {} already been mocked out. [{}={!r}]".format(
                    attribute, shown, what, given))
        self.getter, self.attribute, self.new, self.new_callable = getter, attribute, new, new_callable
        self.spec, self.create, self.spec_set, self.autospec, self.kwargs = spec, create, spec_set, autospec, kwargs
        self.has_local = False
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        other = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                       self.new_callable, self.kwargs)
        other.attribute_name = self.attribute_name
        other.additional_patchers = [one.copy() for one in self.additional_patchers]
        return other

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(func, name), "__call__"):
                    setattr(func, name, self.copy()(getattr(func, name)))
            return func
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with contextlib.ExitStack() as stack:
                for one in patched.patchings:
                    made = stack.enter_context(one)
                    if one.attribute_name is not None:
                        keywargs.update(made)
                    elif one.new is DEFAULT:
                        args += (made,)
                return func(*args, **keywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        target, name = self.getter(), self.attribute
        original, local = DEFAULT, False
        try:
            original, local = target.__dict__[name], True
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        if name in _builtins and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError("{} does not have the attribute {!r}".format(target, name))
        return original, local

    def _made(self, original):
        """A mock in place of the attribute."""
        spec, spec_set = self.spec or None, self.spec_set or None
        if self.autospec:
            from _refusal import refuse
            refuse("unittest.mock.patch with autospec")
        after = spec if spec is not None else spec_set
        after = original if after is True else after
        keywords = {}
        if after is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            keywords["spec" if spec is not None and spec_set is None else "spec_set"] = after
        kind = self.new_callable
        if kind is None:
            is_list = type(after) in (list, tuple)
            called = after is None or ("__call__" in after if is_list else callable(after))
            kind = MagicMock if called else NonCallableMagicMock
        if isinstance(kind, type) and issubclass(kind, NonCallableMock) and self.attribute:
            keywords["name"] = self.attribute
        keywords.update(self.kwargs)
        new = kind(**keywords)
        if after is not None and isinstance(original, type) and _is_instance_mock(new):
            # The instances of a class can't be called unless the class says so.
            keywords.pop("name", None)
            called = any("__call__" in vars(base) for base in getattr(after, "__mro__", ()))
            inner = kind if called else NonCallableMagicMock
            new.return_value = inner(_new_parent=new, _new_name="()", **keywords)
        return new

    def __enter__(self):
        if self.is_started and _minor >= 13:
            raise RuntimeError("Patch is already started")
        self.target = self.getter()
        original, local = self.get_original()
        if self.new is DEFAULT:
            new = self._made(original)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        else:
            new = self.new
        self.temp_original, self.is_local = original, local
        self._exit_stack = contextlib.ExitStack()
        self.is_started = True
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            made = {self.attribute_name: new} if self.new is DEFAULT else {}
            for one in self.additional_patchers:
                inner = self._exit_stack.enter_context(one)
                if one.new is DEFAULT:
                    made.update(inner)
            return made
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *exc_info):
        if not self.is_started:
            return None
        target, name = self.target, self.attribute
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(target, name, self.temp_original)
        else:
            delattr(target, name)
            always = ("__doc__", "__module__", "__defaults__", "__annotations__", "__kwdefaults__")
            if not self.create and (not hasattr(target, name) or name in always):
                setattr(target, name, self.temp_original)
        stack = self._exit_stack
        del self.temp_original, self.is_local, self.target, self._exit_stack
        self.is_started = False
        return stack.__exit__(*exc_info)

    def start(self):
        """Begin, and give what stands in place of the attribute."""
        made = self.__enter__()
        self._active_patches.append(self)
        return made

    def stop(self):
        """End, if it has begun."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    """Something else in place of an object's attribute."""
    if type(target) is str:
        raise TypeError("{!r} must be the actual object to be patched, not a str".format(target))
    return _patch((lambda: target), attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Something else in place of several attributes."""
    getter = partial(_resolve, target) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    made = []
    for attribute, new in kwargs.items():
        made.append(_patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {}))
        made[-1].attribute_name = attribute
    made[0].additional_patchers.extend(made[1:])
    return made[0]


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    """Something else in place of what a dotted name means."""
    try:
        path, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        shown = "Need a valid target to patch. You supplied: {!r}".format(target)
        raise TypeError(shown) from None if _minor < 11 else None
    return _patch(partial(_resolve, path), attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


class _patch_dict:
    """Other entries in a dict, for a while."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.clear, self._original = in_dict, clear, None
        self.values = {**dict(values), **kwargs}

    def __call__(self, func):
        if isinstance(func, type):
            for name in dir(func):
                if name.startswith(patch.TEST_PREFIX) and hasattr(getattr(func, name), "__call__"):
                    setattr(func, name, _patch_dict(self.in_dict, self.values, self.clear)(getattr(func, name)))
            return func

        @wraps(func)
        def inner(*args, **kw):
            with self:
                return func(*args, **kw)
        return inner

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _resolve(self.in_dict)
        held = self.in_dict
        self._original = held.copy() if hasattr(held, "copy") else {key: held[key] for key in held}
        if self.clear:
            _clear(held)
        _fill(held, self.values)
        return held

    def __exit__(self, *args):
        if self._original is not None:
            _clear(self.in_dict)
            _fill(self.in_dict, self._original)
        return False

    def start(self):
        """Begin."""
        made = self.__enter__()
        _patch._active_patches.append(self)
        return made

    def stop(self):
        """End, if it has begun."""
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear(held):
    if hasattr(held, "clear"):
        held.clear()
    else:
        for key in list(held):
            del held[key]


def _fill(held, values):
    if hasattr(held, "update"):
        held.update(values)
    else:
        for key in values:
            held[key] = values[key]


def _patch_stopall():
    """End all that were begun with `start`."""
    for one in reversed(_patch._active_patches):
        one.stop()


patch.object, patch.dict, patch.multiple, patch.stopall = _patch_object, _patch_dict, _patch_multiple, _patch_stopall
patch.TEST_PREFIX = "test"
