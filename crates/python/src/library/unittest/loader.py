"""Finding tests in modules and classes."""

__unittest = True

import functools
import sys
import types

from unittest import case, suite

# Classes whose own methods are no tests.
_BASES = (case.FunctionTestCase, case.TestCase)


def _is_class_of(obj, base):
    return isinstance(obj, type) and issubclass(obj, base)


class TestLoader:
    suiteClass = suite.TestSuite
    testMethodPrefix = "test"
    testNamePatterns = sortTestMethodsUsing = None

    def __init__(self):
        self.errors = []

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def loadTestsFromName(self, name, module=None):
        rest = name.split(".")
        if module is None:
            module, rest = _import_most(rest)
        owner, obj = None, module
        for attribute in rest:
            owner = obj
            obj = getattr(owner, attribute)
        return self._made_of(obj, owner, rest)

    def _made_of(self, obj, owner, path):
        """The tests that what a dotted name says stands for."""
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_class_of(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and _is_class_of(owner, case.TestCase):
            return self.suiteClass([owner(path[-1])])
        if isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError("don't know how to make test from: %s" % obj)
        made = obj()
        if isinstance(made, case.TestCase):
            return self.suiteClass([made])
        if isinstance(made, suite.TestSuite):
            return made
        raise TypeError("calling %s returned %s, not a test" % (obj, made))

    def loadTestsFromModule(self, module, *, pattern=None):
        members = [getattr(module, name) for name in dir(module)]
        found = self.suiteClass([
            self.loadTestsFromTestCase(one) for one in members
            if _is_class_of(one, case.TestCase) and one not in _BASES])
        choose = getattr(module, "load_tests", None)
        return found if choose is None else choose(self, found, pattern)

    def loadTestsFromTestCase(self, testCaseClass):
        if _is_class_of(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. "
                            "Maybe you meant to derive from TestCase?")
        names = () if testCaseClass in _BASES else self.getTestCaseNames(testCaseClass)
        if not names and testCaseClass not in _BASES and hasattr(testCaseClass, "runTest"):
            names = ("runTest",)
        return self.suiteClass(list(map(testCaseClass, names)))

    def getTestCaseNames(self, testCaseClass):
        compare = self.sortTestMethodsUsing
        found = [name for name in dir(testCaseClass)
                 if name.startswith(self.testMethodPrefix)
                 and callable(getattr(testCaseClass, name))]
        found.sort(key=functools.cmp_to_key(compare) if compare else None)
        return found


def _import_most(parts):
    """The module that the longest beginning of a dotted name says, and the names left."""
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        try:
            __import__(name)
        except ImportError:
            if count == 1:
                raise
        else:
            return sys.modules[name], parts[count:]


defaultTestLoader = TestLoader()
