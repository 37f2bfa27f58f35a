"""TestCase, and how one of its methods is run."""

__unittest = True

import sys

from unittest._asserts import Asserts
from unittest._cleanups import (
    addModuleCleanup,
    doModuleCleanups,
    enterModuleContext,
    entered,
    failed,
    unwound,
)
from unittest._outcome import Outcome, Stop, SubPart
from unittest._skips import SkipTest, expectedFailure, mark, skip, skipIf, skipUnless
from unittest.util import strclass

for _function in (addModuleCleanup, doModuleCleanups, enterModuleContext,
                  expectedFailure, skip, skipIf, skipUnless):
    _function.__module__ = __name__
del _function

# The kinds whose differences have an assert of their own.
_COMPARED_BY = (
    (dict, "assertDictEqual"), (list, "assertListEqual"), (tuple, "assertTupleEqual"),
    (set, "assertSetEqual"), (frozenset, "assertSetEqual"), (str, "assertMultiLineEqual"),
)
_NO_MESSAGE = object()


def _first_line(doc):
    return doc.strip().partition("\n")[0].strip() if doc else None


def _tell(result, name):
    """Calls a method that a result needn't have."""
    method = getattr(result, name, None)
    if method is not None:
        method()


class TestCase(Asserts):
    maxDiff = 640
    longMessage = True
    failureException = AssertionError
    _diffThreshold = 65536
    # Each class that is derived gets its own.
    _class_cleanups = []
    _classSetupFailed = False

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        cls._classSetupFailed = False
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        method = getattr(self, methodName, None)
        # A case without `runTest` is made to use its asserts.
        if method is None and methodName != "runTest":
            raise ValueError("no such test method in %s: %s" % (self.__class__, methodName))
        self._testMethodName = methodName
        self._testMethodDoc = "No test" if method is None else method.__doc__
        self._outcome = self._subtest = None
        self._cleanups = []
        self._type_equality_funcs = {}
        for kind, name in _COMPARED_BY:
            self.addTypeEqualityFunc(kind, name)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def run(self, result=None):
        alone = result is None
        if alone:
            result = self.defaultTestResult()
            _tell(result, "startTestRun")
        result.startTest(self)
        try:
            self._run_in(result)
        finally:
            result.stopTest(self)
            if alone:
                _tell(result, "stopTestRun")
        return result

    def _run_in(self, result):
        method = getattr(self, self._testMethodName)
        if mark("__unittest_skip__", self.__class__, method):
            result.addSkip(
                self, mark("__unittest_skip_why__", self.__class__, method, default=""))
            return
        to_fail = mark("__unittest_expecting_failure__", self, method)
        outcome = self._outcome = Outcome(result)
        try:
            with outcome.part(self):
                self.setUp()
            if outcome.success:
                with outcome.part(self, expecting=to_fail):
                    method()
                with outcome.part(self):
                    self.tearDown()
            self.doCleanups()
            if outcome.success and not to_fail:
                result.addSuccess(self)
            elif outcome.success and outcome.expectedFailure:
                result.addExpectedFailure(self, outcome.expectedFailure)
            elif outcome.success:
                result.addUnexpectedSuccess(self)
        finally:
            # What was caught holds frames, and they hold this.
            self._outcome = outcome.expectedFailure = outcome = None

    def doCleanups(self):
        outcome = self._outcome or Outcome()
        for function, args, kwargs in unwound(self._cleanups):
            with outcome.part(self):
                function(*args, **kwargs)
        return outcome.success

    def debug(self):
        for name in ("setUp", self._testMethodName, "tearDown"):
            getattr(self, name)()
        for function, args, kwargs in unwound(self._cleanups):
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=_NO_MESSAGE, **params):
        return _SubTestBlock(self, msg, params)

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return entered(cm, self.addCleanup)

    # What a test says about itself.

    def id(self):
        return ".".join((strclass(self.__class__), self._testMethodName))

    def __repr__(self):
        return "<{} testMethod={}>".format(strclass(self.__class__), self._testMethodName)

    def __str__(self):
        where = self.id() if sys.version_info >= (3, 11) else strclass(self.__class__)
        return "{} ({})".format(self._testMethodName, where)

    def shortDescription(self):
        return _first_line(self._testMethodDoc)

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest import result
        return result.TestResult()

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __eq__(self, other):
        if type(self) is type(other):
            return self._testMethodName == other._testMethodName
        return NotImplemented

    # For those who derive from it: around each test, and around all of a class.

    def setUp(self):
        """Before each test."""

    def tearDown(self):
        """Behind each test."""

    @classmethod
    def setUpClass(cls):
        """Before the first test."""

    @classmethod
    def tearDownClass(cls):
        """Behind the last test."""

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return entered(cm, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = [
            (type(error), error, error.__traceback__) for error in failed(cls._class_cleanups)]


class FunctionTestCase(TestCase):
    """A function as a test."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._functions = {"setUp": setUp, "runTest": testFunc, "tearDown": tearDown}
        self._description = description

    def _call(self, role):
        function = self._functions[role]
        if function is not None:
            function()

    def setUp(self):
        self._call("setUp")

    def runTest(self):
        self._call("runTest")

    def tearDown(self):
        self._call("tearDown")

    def id(self):
        return self._functions["runTest"].__name__

    def __str__(self):
        return "{} ({})".format(strclass(self.__class__), self.id())

    def shortDescription(self):
        if self._description is not None:
            return self._description
        # Unlike a method's, a text that begins on its second line is none.
        return (self._functions["runTest"].__doc__ or "").partition("\n")[0].strip() or None


class _SubTest(TestCase):
    """One round of a `with self.subTest()`."""

    def __init__(self, of, message, params):
        super().__init__()
        self.test_case = of
        self.params = params
        self._message = message
        self.failureException = of.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _behind(self, text):
        words = [text]
        if self._message is not _NO_MESSAGE:
            words.append("[%s]" % (self._message,))
        if self.params:
            words.append("(%s)" % ", ".join(["%s=%r" % item for item in self.params.items()]))
        if len(words) == 1:
            words.append("(<subtest>)")
        return " ".join(words)

    def id(self):
        return self._behind(self.test_case.id())

    def __str__(self):
        return self._behind(str(self.test_case))

    def shortDescription(self):
        return self.test_case.shortDescription()


class _SubTestBlock:
    """`with self.subTest()`."""

    part = None

    def __init__(self, test_case, msg, params):
        self.test_case = test_case
        self.msg = msg
        self.params = params

    def __enter__(self):
        case = self.test_case
        outcome = case._outcome
        if outcome is None or not outcome.result_supports_subtests:
            return
        around = self.around = case._subtest
        params = self.params
        if around is not None:
            # The inner names come first, and hide the outer ones.
            params = {**params, **around.params, **params}
        case._subtest = _SubTest(case, self.msg, params)
        self.part = SubPart(outcome, case._subtest)
        self.part.__enter__()

    def __exit__(self, kind, error, tb):
        part = self.part
        if part is None:
            return False
        # The block held the part, and the part the test.
        self.part = None
        outcome = part.outcome
        try:
            if not part.__exit__(kind, error, tb):
                return False
        finally:
            self.test_case._subtest = self.around
        if outcome.success:
            enough = outcome.expectedFailure
        else:
            enough = outcome.result is not None and outcome.result.failfast
        if enough:
            raise Stop
        return True
