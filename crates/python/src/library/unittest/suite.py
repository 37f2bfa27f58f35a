"""Tests that are run together."""

__unittest = True

import sys

from unittest import case


class BaseTestSuite:
    """Tests, run one after the other."""

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return "<%s.%s tests=%s>" % (
            self.__class__.__module__, self.__class__.__qualname__, list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        count = self._removed_tests
        for test in self:
            if test:
                count += test.countTestCases()
        return count

    def addTest(self, test):
        if not callable(test):
            raise TypeError("{} is not callable".format(repr(test)))
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated "
                            "before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Lets go of a test that has run, so that what it made can die."""
        test = self._tests[index]
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """The same with what classes and modules ask to be done around their tests."""

    def run(self, result, debug=False):
        top_level = False
        if not getattr(result, "_testRunEntered", False):
            result._testRunEntered = top_level = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = test.__class__
                if (getattr(test.__class__, "_classSetupFailed", False)
                        or getattr(result, "_moduleSetUpFailed", False)):
                    continue
            test(result)
            self._removeTestAtIndex(index)
        if top_level:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def _attempt(self, result, what, name, function):
        """Calls it; what it raised is an error of the run under that name."""
        try:
            function()
        except Exception as exc:
            error = _ErrorHolder("%s (%s)" % (what, name))
            if isinstance(exc, case.SkipTest):
                result.addSkip(error, str(exc))
            else:
                result.addError(error, sys.exc_info())
            return False
        return True

    def _handleClassSetUp(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = test.__class__
        if current == previous or getattr(result, "_moduleSetUpFailed", False):
            return
        if getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass
        setUpClass = getattr(current, "setUpClass", None)
        if setUpClass is None:
            return
        name = case.strclass(current)
        if not self._attempt(result, "setUpClass", name, setUpClass):
            current._classSetupFailed = True
            self._do_class_cleanups(current, result, "setUpClass", name)

    def _do_class_cleanups(self, cls, result, what, name):
        doClassCleanups = getattr(cls, "doClassCleanups", None)
        if doClassCleanups is None:
            return
        doClassCleanups()
        for exc_info in cls.tearDown_exceptions:
            result.addError(_ErrorHolder("%s (%s)" % (what, name)), exc_info)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or (test is not None and test.__class__ == previous):
            return
        if (getattr(previous, "_classSetupFailed", False)
                or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False)):
            return
        name = case.strclass(previous)
        tearDownClass = getattr(previous, "tearDownClass", None)
        if tearDownClass is not None:
            self._attempt(result, "tearDownClass", name, tearDownClass)
        self._do_class_cleanups(previous, result, "tearDownClass", name)

    def _handleModuleFixture(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        current = test.__class__.__module__
        if previous is not None and previous.__module__ == current:
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setUpModule = getattr(module, "setUpModule", None)
        if setUpModule is not None:
            if not self._attempt(result, "setUpModule", current, setUpModule):
                result._moduleSetUpFailed = True
                self._attempt(result, "setUpModule", current, case.doModuleCleanups)

    def _handleModuleTearDown(self, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or getattr(result, "_moduleSetUpFailed", False):
            return
        name = previous.__module__
        module = sys.modules.get(name)
        if module is None:
            return
        tearDownModule = getattr(module, "tearDownModule", None)
        if tearDownModule is not None:
            self._attempt(result, "tearDownModule", name, tearDownModule)
        self._attempt(result, "tearDownModule", name, case.doModuleCleanups)


class _ErrorHolder:
    """What stands for the test where a module's or a class's preparation failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return "<ErrorHolder description=%r>" % (self.description,)

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0
