"""What came of the tests."""

__unittest = True

import traceback


def _is_ours(tb):
    return "__unittest" in tb.tb_frame.f_globals


def _entries(tb):
    while tb is not None:
        yield tb
        tb = tb.tb_next


def _of_program(tb, is_failure):
    """The traceback without this package's frames; of a failure, without those of the asserts."""
    first = last = None
    for entry in _entries(tb):
        if not _is_ours(entry):
            first = first or entry
            last = entry
        elif first is not None:
            break
    else:
        return first
    if is_failure:
        last.tb_next = None
    return first


class TestResult:
    """Counts tests, and keeps what went wrong as (test, text)."""

    # What a suite notes here between its tests.
    _previousTestClass = None
    _moduleSetUpFailed = _testRunEntered = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.testsRun = 0
        for name in ("shouldStop", "failfast", "buffer", "tb_locals"):
            setattr(self, name, False)
        for name in ("errors", "failures", "skipped", "expectedFailures",
                     "unexpectedSuccesses", "collectedDurations"):
            setattr(self, name, [])

    def __repr__(self):
        cls = self.__class__
        counts = (self.testsRun, len(self.errors), len(self.failures))
        return "<{}.{} run={} errors={} failures={}>".format(
            cls.__module__, cls.__qualname__, *counts)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _went_wrong(self):
        if getattr(self, "failfast", False):
            self.stop()

    def _keep(self, kept, shown, err, test):
        kind, error, tb = err
        tb = _of_program(tb, kind is test.failureException)
        kept.append((shown, "".join(traceback.format_exception(kind, error, tb))))

    def addError(self, test, err):
        self._went_wrong()
        self._keep(self.errors, test, err, test)

    def addFailure(self, test, err):
        self._went_wrong()
        self._keep(self.failures, test, err, test)

    def addSubTest(self, test, subtest, err):
        if err is None:
            return
        self._went_wrong()
        failed = issubclass(err[0], test.failureException)
        self._keep(self.failures if failed else self.errors, subtest, err, test)

    def addExpectedFailure(self, test, err):
        self._keep(self.expectedFailures, test, err, test)

    def addUnexpectedSuccess(self, test):
        self._went_wrong()
        self.unexpectedSuccesses.append(test)

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def startTest(self, test):
        self.testsRun += 1

    # For those who derive from it.

    def stopTest(self, test):
        """Behind each test."""

    def addSuccess(self, test):
        """A test went well."""

    def startTestRun(self):
        """Before all tests."""

    def stopTestRun(self):
        """Behind all tests."""

    def printErrors(self):
        """When all is done."""
