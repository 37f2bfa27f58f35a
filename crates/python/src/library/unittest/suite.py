"""Tests that are run together."""

__unittest = True

import sys

from unittest import _cleanups, case
from unittest._skips import mark
from unittest.util import strclass


class BaseTestSuite:
    """Tests, run one after the other."""

    def __init__(self, tests=()):
        self._gone = 0
        self._tests = []
        self.addTests(tests)

    def addTests(self, tests):
        if not isinstance(tests, str):
            for test in tests:
                self.addTest(test)
            return
        raise TypeError("tests must be an iterable of tests, not a string")

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (test,))
        if isinstance(test, type) and issubclass(test, (TestSuite, case.TestCase)):
            raise TypeError("TestCases and TestSuites must be instantiated "
                            "before passing them to addTest()")
        self._tests.append(test)

    def _may_run(self, test, result):
        return True

    def _run_all(self, result):
        for place, test in enumerate(self):
            if result.shouldStop:
                return
            if not self._may_run(test, result):
                continue
            test(result)
            # Lets go of a test that has run, so that what it made can die.
            if hasattr(test, "countTestCases"):
                self._gone += test.countTestCases()
            self._tests[place] = None

    def run(self, result):
        self._run_all(result)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for one in self:
            one.debug()

    def countTestCases(self):
        return self._gone + sum([one.countTestCases() for one in self if one])

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return list(other) == list(self)
        return NotImplemented

    def __repr__(self):
        cls = self.__class__
        return "<{}.{} tests={}>".format(cls.__module__, cls.__qualname__, list(self))


class TestSuite(BaseTestSuite):
    """The same with what classes and modules ask to be done around their tests."""

    def run(self, result, debug=False):
        inside = getattr(result, "_testRunEntered", False)
        result._testRunEntered = True
        self._run_all(result)
        if not inside:
            _leave_class(result, None)
            _leave_module(result)
            result._testRunEntered = False
        return result

    def _may_run(self, test, result):
        if isinstance(test, BaseTestSuite):
            return True
        cls = test.__class__
        _leave_class(result, cls)
        _change_module(result, cls.__module__)
        _enter_class(result, cls)
        result._previousTestClass = cls
        return not (getattr(cls, "_classSetupFailed", False) or _is_lost(result))


def _is_lost(result):
    """Whether the module that is under way couldn't be prepared."""
    return getattr(result, "_moduleSetUpFailed", False)


def _before(result):
    return getattr(result, "_previousTestClass", None)


def _attempt(result, what, of, function):
    """Calls it, if it is there; what it raised is an error of the run under that name."""
    if function is None:
        return True
    try:
        function()
    except case.SkipTest as why:
        result.addSkip(_ErrorHolder(what, of), str(why))
    except Exception:
        result.addError(_ErrorHolder(what, of), sys.exc_info())
    else:
        return True
    return False


def _clean_class(result, cls, what):
    clean = getattr(cls, "doClassCleanups", None)
    if clean is not None:
        clean()
        for error in cls.tearDown_exceptions:
            result.addError(_ErrorHolder(what, strclass(cls)), error)


def _enter_class(result, cls):
    if cls == _before(result) or _is_lost(result) or mark("__unittest_skip__", cls):
        return
    try:
        cls._classSetupFailed = False
    except TypeError:
        # A built-in type takes no attributes.
        pass
    prepare = getattr(cls, "setUpClass", None)
    if not _attempt(result, "setUpClass", strclass(cls), prepare):
        cls._classSetupFailed = True
        _clean_class(result, cls, "setUpClass")


def _leave_class(result, following):
    cls = _before(result)
    if cls is None or cls == following or _is_lost(result):
        return
    if mark("_classSetupFailed", cls) or mark("__unittest_skip__", cls):
        return
    _attempt(result, "tearDownClass", strclass(cls), getattr(cls, "tearDownClass", None))
    _clean_class(result, cls, "tearDownClass")


def _change_module(result, name):
    before = _before(result)
    if before is not None and before.__module__ == name:
        return
    _leave_module(result)
    prepare = getattr(sys.modules.get(name), "setUpModule", None)
    result._moduleSetUpFailed = not _attempt(result, "setUpModule", name, prepare)
    if result._moduleSetUpFailed:
        _attempt(result, "setUpModule", name, _cleanups.doModuleCleanups)


def _leave_module(result):
    before = _before(result)
    if before is None or _is_lost(result):
        return
    name = before.__module__
    module = sys.modules.get(name)
    if module is not None:
        for function in (getattr(module, "tearDownModule", None), _cleanups.doModuleCleanups):
            _attempt(result, "tearDownModule", name, function)


class _ErrorHolder:
    """Stands for the test where the preparation of a module or a class failed."""

    failureException = None

    def __init__(self, what, of):
        self.description = "%s (%s)" % (what, of)

    def __str__(self):
        return self.description

    id = __str__

    def __repr__(self):
        return "<ErrorHolder description={!r}>".format(self.description)

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def run(self, result):
        """There is nothing to run."""

    __call__ = run
