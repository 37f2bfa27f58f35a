"""Objects that stand in for others while a test runs, and remember how they were used."""

__unittest = True

import importlib

import _refusal

__all__ = ["ANY", "DEFAULT", "FILTER_DIR", "MagicMock", "Mock", "NonCallableMock", "call", "patch", "sentinel"]

FILTER_DIR = True


class _Named:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class _Sentinels:
    """An object of its own for each name that is asked for."""

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        made = self.__dict__[name] = _Named("sentinel." + name)
        return made


sentinel = _Sentinels()
DEFAULT = sentinel.DEFAULT


class _Any:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"

    __hash__ = object.__hash__


ANY = _Any()


class _Call(tuple):
    """The arguments of a call: a pair that can also be asked by name."""

    def __new__(cls, args=(), kwargs=None):
        return super().__new__(cls, (tuple(args), dict(kwargs or {})))

    args = property(lambda self: self[0])
    kwargs = property(lambda self: self[1])

    def __call__(self, *args, **kwargs):
        return _Call(args, kwargs)

    def __repr__(self):
        shown = [repr(arg) for arg in self.args]
        shown += ["%s=%r" % pair for pair in self.kwargs.items()]
        return "call(%s)" % ", ".join(shown)


call = _Call()


class NonCallableMock:
    """An object that has every attribute: each is a mock, too, once it is asked for."""

    _own = ("return_value", "side_effect")

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, name=None, **kwargs):
        if spec is not None:
            _refusal.refuse("a mock with a spec")
        self._name = name
        self.reset_mock()
        self.side_effect = side_effect
        self._returned = return_value
        self.configure_mock(**kwargs)

    @property
    def return_value(self):
        if self._returned is DEFAULT:
            self._returned = self._child("()")
        return self._returned

    @return_value.setter
    def return_value(self, value):
        self._returned = value

    def _child(self, ending):
        return type(self)(name=(self._name or "mock") + ending)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name.startswith(("assert", "_")):
            raise AttributeError("%r is not a valid assertion." % name)
        made = self.__dict__[name] = self._child("." + name)
        return made

    def __repr__(self):
        name = " name=%r" % self._name if self._name else ""
        return "<%s%s id='%s'>" % (type(self).__name__, name, id(self))

    def configure_mock(self, **kwargs):
        for path, value in kwargs.items():
            *owners, last = path.split(".")
            owner = self
            for name in owners:
                owner = getattr(owner, name)
            setattr(owner, last, value)

    def reset_mock(self):
        self.called, self.call_count = False, 0
        self.call_args, self.call_args_list = None, []

    def _remember(self, args, kwargs):
        self.called = True
        self.call_count += 1
        self.call_args = _Call(args, kwargs)
        self.call_args_list.append(self.call_args)

    # What a test says of the calls.

    def _called_name(self):
        return self._name or "mock"

    def assert_not_called(self):
        if self.call_count:
            raise AssertionError("Expected '%s' to not have been called. Called %s times.\nCalls: %r." % (
                self._called_name(), self.call_count, self.call_args_list))

    def assert_called(self):
        if not self.call_count:
            raise AssertionError("Expected '%s' to have been called." % self._called_name())

    def assert_called_once(self):
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times." % (
                self._called_name(), self.call_count))

    def assert_called_with(self, *args, **kwargs):
        wanted = _Call(args, kwargs)
        if self.call_args is None:
            raise AssertionError("expected call not found.\nExpected: %r\n  Actual: not called." % (wanted,))
        if self.call_args != wanted:
            raise AssertionError("expected call not found.\nExpected: %r\n  Actual: %r" % (wanted, self.call_args))

    def assert_called_once_with(self, *args, **kwargs):
        self.assert_called_once()
        self.assert_called_with(*args, **kwargs)


class Mock(NonCallableMock):
    """One that can be called: it returns `return_value`, or does what `side_effect` says."""

    def __call__(self, *args, **kwargs):
        self._remember(args, kwargs)
        effect = self.side_effect
        if effect is None:
            return self.return_value
        if isinstance(effect, BaseException) or isinstance(effect, type) and issubclass(effect, BaseException):
            raise effect
        if not callable(effect):
            # Taken one after the other.
            effect = self.side_effect = iter(effect)
            result = next(effect)
            if isinstance(result, BaseException):
                raise result
        else:
            result = effect(*args, **kwargs)
        return self.return_value if result is DEFAULT else result


class MagicMock(Mock):
    """A mock whose special methods give what is usual: no items, nothing in it, true."""

    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __contains__(self, item):
        return False

    def __bool__(self):
        return True

    def __enter__(self):
        return self._child(".__enter__()")

    def __exit__(self, *exc_info):
        return False


class _Patch:
    """An attribute that has another value inside a `with` block, a function, or between `start` and `stop`."""

    def __init__(self, find_owner, name, new, kwargs):
        self.find_owner, self.name, self.new, self.kwargs = find_owner, name, new, kwargs

    def __enter__(self):
        owner, name = self.find_owner(), self.name
        local = name in getattr(owner, "__dict__", ())
        before = owner.__dict__[name] if local else getattr(owner, name)
        new = MagicMock(name=name, **self.kwargs) if self.new is DEFAULT else self.new
        self.undo = (owner, local, before)
        setattr(owner, name, new)
        return new

    def __exit__(self, *exc_info):
        owner, local, before = self.undo
        if local:
            setattr(owner, self.name, before)
        else:
            delattr(owner, self.name)
        del self.undo

    def start(self):
        return self.__enter__()

    def stop(self):
        self.__exit__(None, None, None)

    def __call__(self, func):
        if isinstance(func, type):
            _refusal.refuse("a class with unittest.mock.patch")

        def patched(*args, **kwargs):
            with self as new:
                more = (new,) if self.new is DEFAULT else ()
                return func(*args, *more, **kwargs)

        patched.__name__, patched.__doc__ = func.__name__, func.__doc__
        patched.__wrapped__ = func
        return patched


def _import(path):
    first, *rest = path.split(".")
    found, known = importlib.import_module(first), first
    for name in rest:
        known += "." + name
        try:
            found = getattr(found, name)
        except AttributeError:
            found = importlib.import_module(known)
    return found


class _PatchDict:
    """A dict that has other items inside a `with` block."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict, self.values, self.clear, self.kwargs = in_dict, values, clear, kwargs

    def __enter__(self):
        target = _import(self.in_dict) if isinstance(self.in_dict, str) else self.in_dict
        self.undo = (target, dict(target))
        if self.clear:
            target.clear()
        target.update(self.values, **self.kwargs)
        return target

    def __exit__(self, *exc_info):
        target, before = self.undo
        target.clear()
        target.update(before)
        return False


def patch(target, new=DEFAULT, **kwargs):
    owner, dot, name = target.rpartition(".")
    if not dot:
        raise TypeError("Need a valid target to patch. You supplied: %r" % (target,))
    return _Patch(lambda: _import(owner), name, new, kwargs)


def _patch_object(target, attribute, new=DEFAULT, **kwargs):
    return _Patch(lambda: target, attribute, new, kwargs)


patch.object, patch.dict = _patch_object, _PatchDict


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    _refusal.refuse("unittest.mock." + name)
