"""Mocks: objects that take any call and remember it."""
import sys
from unittest._mock_calls import (
    DEFAULT,
    _Call,
    _CallList,
    _deleted,
    _format_call_signature,
    _missing,
)
from unittest.util import safe_repr

# The module that what is made here says it is of.
__name__ = "unittest.mock"
_minor = sys.version_info[1]

_numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow".split()
_magics = {"__{}__".format(name) for name in (
    "lt le gt ge eq ne getitem setitem delitem len contains iter hash str sizeof enter exit divmod rdivmod neg pos abs "
    "invert complex int float index round trunc floor ceil bool next fspath").split()}
_magics |= {"__{}{}__".format(side, name) for name in _numerics for side in ("", "i", "r")}
_async_magics = {"__aenter__", "__aexit__", "__anext__", "__aiter__"}
_all_magics = _magics | _async_magics | {"__{}__".format(name) for name in (
    "get set delete reversed missing reduce reduce_ex getinitargs getnewargs getstate setstate getformat repr dir "
    "subclasses format getnewargs_ex").split()}
_unsupported_magics = {"__{}__".format(name) for name in (
    "getattr setattr init new prepare instancecheck subclasscheck del").split()}
_fixed = {"__lt__": NotImplemented, "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
          "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__complex__": 1j, "__float__": 1.0,
          "__bool__": True, "__index__": 1}
_allowed_names = {"return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent",
                  "_mock_new_parent", "_mock_name", "_mock_new_name"}
FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock can't be what another mock is made after."""


def _is_instance_mock(obj):
    # Its class may say that it is another.
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _is_magic(name):
    return "__{}__".format(name[2:-2]) == name


def _takes_call(obj):
    return isinstance(obj, type) or getattr(obj, "__call__", None) is not None


class _Stepper:
    """What a mock was given to answer with, one after the other."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


def _as_effect(value):
    if value is None or _is_exception(value) or _takes_call(value):
        return value
    try:
        return iter(value)
    except TypeError:
        return value


def _check_and_set_parent(parent, value, name, new_name):
    if not _is_instance_mock(value):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or (
            value._mock_new_parent is not None):
        return False
    above = parent
    while above is not None:
        # A mock isn't a child of itself.
        if above is value:
            return False
        above = above._mock_new_parent
    if new_name:
        value._mock_new_parent, value._mock_new_name = parent, new_name
    if name:
        value._mock_parent, value._mock_name = parent, name
    return True


def _remembered(name):
    hidden = "_mock_" + name

    def get(self):
        return self.__dict__[hidden]

    def set(self, value):
        self.__dict__[hidden] = value

    return property(get, set)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that can't be called."""

    def __new__(cls, /, *args, **kw):
        # Each has a class of its own, for magic methods of its own.
        new = type(cls.__name__, (cls,), {"__doc__": cls.__doc__})
        return object.__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name="",
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        held = self.__dict__
        held["_mock_parent"] = parent
        held["_mock_name"] = name
        held["_mock_new_name"] = _new_name
        held["_mock_new_parent"] = parent if _new_parent is None else _new_parent
        held["_mock_sealed"] = False
        self._mock_add_spec(spec if spec_set is None else spec_set, spec_set is not None or None)
        held["_mock_children"] = {}
        held["_mock_wraps"] = wraps
        held["_mock_delegate"] = None
        held["_mock_called"] = False
        held["_mock_call_args"] = None
        held["_mock_call_count"] = 0
        held["_mock_call_args_list"] = _CallList()
        held["_mock_mock_calls"] = _CallList()
        held["method_calls"] = _CallList()
        held["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute of this one, which hears of its calls."""
        mock._mock_parent = mock._mock_new_parent = mock._mock_new_name = None
        mock._mock_name = ""
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Only attributes that this has can be asked for."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set):
        if _minor >= 11 and _is_instance_mock(spec):
            raise InvalidSpecError("Cannot spec a Mock object. [object={!r}]".format(spec))
        kind = None
        if spec is not None and type(spec) not in (list, tuple):
            kind = spec if isinstance(spec, type) else type(spec)
            spec = dir(spec)
        self.__dict__.update(_spec_class=kind, _spec_set=spec_set, _spec_signature=None, _mock_methods=spec)

    @property
    def return_value(self):
        """The value to be returned when the mock is called."""
        found = self._mock_return_value
        if found is DEFAULT and (_minor < 13 or self._mock_wraps is None):
            found = self.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return found

    @return_value.setter
    def return_value(self, value):
        self._mock_return_value = value
        _check_and_set_parent(self, value, None, "()")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _remembered("called")
    call_count = _remembered("call_count")
    call_args = _remembered("call_args")
    call_args_list = _remembered("call_args_list")
    mock_calls = _remembered("mock_calls")

    @property
    def side_effect(self):
        return self._mock_side_effect

    @side_effect.setter
    def side_effect(self, value):
        self._mock_side_effect = _as_effect(value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        "Forget the calls."
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called, self.call_args, self.call_count = False, None, 0
        self.mock_calls, self.call_args_list, self.method_calls = _CallList(), _CallList(), _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if child is not _deleted:
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        answer = self._mock_return_value
        if _is_instance_mock(answer) and answer is not self:
            answer.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes, also of attributes: `{"method.return_value": 3}`."""
        for path, value in sorted(kwargs.items(), key=lambda pair: pair[0].count(".")):
            *above, last = path.split(".")
            target = self
            for name in above:
                target = getattr(target, name)
            setattr(target, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe"):
            raise AttributeError(name)
        methods = self._mock_methods
        if methods is not None:
            if name not in methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute {!r}".format(name))
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (_minor < 11 or not methods or name not in methods):
            self._refuse_misspelt(name)
        found = self._mock_children.get(name)
        if found is _deleted:
            raise AttributeError(name)
        if found is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            found = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = found
        return found

    def _refuse_misspelt(self, name):
        if _minor < 10:
            if name.startswith(("assert", "assret")):
                raise AttributeError("Attributes cannot start with 'assert' or 'assret'")
        elif name.startswith(("assert", "assret", "asert", "aseert", "assrt")) or _minor >= 12 and name in _denied:
            text = "{0!r} is not a valid assertion. Use a spec for the mock if {0!r} is meant to be an attribute"
            raise AttributeError(text.format(name) + "." * (_minor < 15))

    def _extract_mock_name(self):
        names, above, last = [self._mock_new_name], self._mock_new_parent, self
        dot = "" if names == ["()"] else "."
        while above is not None:
            last = above
            names.append(above._mock_new_name + dot)
            dot = "" if above._mock_new_name == "()" else "."
            above = above._mock_new_parent
        names.reverse()
        first = last._mock_name or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        return "".join([first, *names[1:]])

    def __repr__(self):
        name, kind = self._extract_mock_name(), self._spec_class
        named = "" if name in ("mock", "mock.") else " name={!r}".format(name)
        specified = ""
        if kind is not None:
            specified = " {}={!r}".format("spec_set" if self._spec_set else "spec", kind.__name__)
        return "<{}{}{} id='{}'>".format(type(self).__name__, named, specified, id(self))

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        names = [name for name in dir(type(self)) if not name.startswith("_")]
        names += [name for name in self.__dict__ if not name.startswith("_") or _is_magic(name)]
        names += [name for name, child in self._mock_children.items() if child is not _deleted]
        return sorted({*names, *(self._mock_methods or ())})

    def __setattr__(self, name, value):
        if name in _allowed_names:
            return object.__setattr__(self, name, value)
        methods = self._mock_methods
        missing = methods is not None and name not in methods
        if self._spec_set and missing and name not in self.__dict__:
            raise AttributeError("Mock object has no attribute '{}'".format(name))
        if name in _unsupported_magics:
            raise AttributeError("Attempting to set unsupported magic method {!r}.".format(name))
        if name in _all_magics:
            if missing:
                raise AttributeError("Mock object has no attribute '{}'".format(name))
            if _is_instance_mock(value):
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
            else:
                setattr(type(self), name, _as_method(name, value))
                given = value
                value = lambda *args, **kw: given(self, *args, **kw)
        elif name == "__class__":
            self._spec_class = value
            return None
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError("Cannot set {}.{}".format(self._extract_mock_name(), name))
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in vars(type(self)):
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif child is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    # ---- what tests ask ------------------------------------------------------------------------------------------

    def _shown_name(self):
        return self._mock_name or "mock"

    def _calls_repr(self, prefix="Calls"):
        return "\n{}: {}.".format(prefix, safe_repr(self.mock_calls)) if self.mock_calls else ""

    def assert_not_called(self):
        """Fails if there was a call."""
        if self.call_count != 0:
            raise AssertionError("Expected '{}' to not have been called. Called {} times.{}".format(
                self._shown_name(), self.call_count, self._calls_repr()))

    def assert_called(self):
        """Fails if there was no call."""
        if self.call_count == 0:
            raise AssertionError("Expected '{}' to have been called.".format(self._shown_name()))

    def assert_called_once(self):
        """Fails if there was no call or more than one."""
        if self.call_count != 1:
            raise AssertionError("Expected '{}' to have been called once. Called {} times.{}".format(
                self._shown_name(), self.call_count, self._calls_repr()))

    def assert_called_with(self, /, *args, **kwargs):
        """Fails if the last call had other arguments."""
        text = "expected call not found.\nExpected: {}\n{}Actual: {}"
        indent = "  " if _minor >= 11 else ""
        expected = _format_call_signature(self._shown_name(), args, kwargs)
        if self.call_args is None:
            raise AssertionError(text.format(expected, indent, "not called."))
        if self.call_args != _Call((args, kwargs), two=True):
            actual = _format_call_signature(self._shown_name(), *self.call_args)
            raise AssertionError(text.format(expected, indent, actual))

    def assert_called_once_with(self, /, *args, **kwargs):
        """Fails if there wasn't one call, with these arguments."""
        if self.call_count != 1:
            raise AssertionError("Expected '{}' to be called once. Called {} times.{}".format(
                self._shown_name(), self.call_count, self._calls_repr()))
        self.assert_called_with(*args, **kwargs)

    def assert_any_call(self, /, *args, **kwargs):
        """Fails if there was no call with these arguments."""
        wanted = _Call((args, kwargs), two=True)
        if not any(wanted == made for made in self.call_args_list):
            raise AssertionError("{} call not found".format(_format_call_signature(
                self._shown_name(), args, kwargs)))

    def assert_has_calls(self, calls, any_order=False):
        """Fails if these calls didn't happen, one right after the other."""
        wanted, made = list(calls), _CallList(self.mock_calls)
        if not any_order:
            if wanted in made:
                return
            if _minor >= 13:
                shown = "\n  Actual: " + safe_repr(self.mock_calls)
            else:
                shown = self._calls_repr("  Actual" if _minor >= 11 else "Actual").rstrip(".")
            raise AssertionError("Calls not found.\nExpected: {}{}".format(_CallList(calls), shown))
        left = list(made)
        missing = []
        for one in wanted:
            if one in left:
                left.remove(one)
            else:
                missing.append(one)
        if missing:
            raise AssertionError("{!r} does not contain all of {!r} in its call list, found {!r} instead".format(
                self._shown_name(), tuple(missing), left))

    def _get_child_mock(self, /, **kw):
        if self._mock_sealed:
            raise AttributeError(self._extract_mock_name() + (".{}".format(kw["name"]) if "name" in kw else "()"))
        kind = type(self)
        if issubclass(kind, CallableMixin):
            return kind.__mro__[1](**kw)
        return (MagicMock if issubclass(kind, NonCallableMagicMock) else Mock)(**kw)


_denied = {name[len("assert_"):] for name in vars(NonCallableMock) if name.startswith("assert_")}


def _as_method(name, func):
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)

    method.__name__ = name
    return method


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name="", _new_parent=None, **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._remember(args, kwargs)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if _takes_call(effect):
                answer = effect(*args, **kwargs)
            else:
                answer = next(effect)
                if _is_exception(answer):
                    raise answer
            if answer is not DEFAULT:
                return answer
        if self._mock_return_value is DEFAULT and self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def _remember(self, args, kwargs):
        self.called = True
        made = _Call((args, kwargs), two=True)
        self.call_args = made
        self.call_args_list.append(made)
        self.call_count = len(self.call_args_list)
        as_method, method_name = self._mock_parent is not None, self._mock_name
        name = self._mock_new_name
        of_call = name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        # Those above hear of it, too.
        above = self._mock_new_parent
        while above is not None:
            if as_method:
                above.method_calls.append(_Call((method_name, args, kwargs)))
                as_method = above._mock_parent is not None
                if as_method:
                    method_name = above._mock_name + "." + method_name
            above.mock_calls.append(_Call((name, args, kwargs)))
            if above._mock_new_name:
                name = above._mock_new_name + ("" if of_call else ".") + name
                of_call = above._mock_new_name == "()"
            above = above._mock_new_parent


class Mock(CallableMixin, NonCallableMock):
    """An object that takes any call, remembers it, and has any attribute."""


def _default_of(mock, method, name):
    """What a magic method answers if nobody says otherwise."""
    if name in _fixed:
        method.return_value = _fixed[name]
    elif name in ("__hash__", "__str__", "__sizeof__"):
        method.return_value = getattr(object, name)(mock)
    elif name == "__fspath__":
        method.return_value = "{}/{}/{}".format(type(mock).__name__, mock._extract_mock_name(), id(mock))
    elif name in ("__eq__", "__ne__"):
        def compare(other):
            said = getattr(mock, name)._mock_return_value
            if said is not DEFAULT:
                return said if name == "__eq__" else DEFAULT
            return (name == "__eq__") if mock is other else NotImplemented
        method.side_effect = compare
    elif name == "__iter__":
        def walk():
            said = mock.__iter__._mock_return_value
            return iter([] if said is DEFAULT else said)
        method.side_effect = walk


class MagicProxy(Base):
    """A magic method that is made when it is used."""

    def __init__(self, name, parent):
        self.name, self.parent = name, parent

    def __get__(self, obj, _type=None):
        made = self.parent._get_child_mock(name=self.name, _new_name=self.name, _new_parent=self.parent)
        setattr(self.parent, self.name, made)
        _default_of(self.parent, made, self.name)
        return made


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        kind, wanted = type(self), _magics
        methods = self.__dict__.get("_mock_methods")
        if methods is not None:
            wanted = _magics.intersection(methods)
            for name in _magics - wanted:
                if name in vars(kind):
                    delattr(self, name)
        for name in wanted - set(vars(kind)):
            setattr(kind, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that can't be called."""


class MagicMock(MagicMixin, Mock):
    """A Mock with magic methods."""


class PropertyMock(Mock):
    """A mock for a property: reading it calls it, and so does setting it."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    """From now on it makes no attributes of itself."""
    mock._mock_sealed = True
    for child in list(mock._mock_children.values()):
        if child is not _deleted and child._mock_new_parent is mock:
            seal(child)
