"""What came of the tests."""

import traceback

__unittest = True


class TestResult:
    """Counts tests, and keeps what went wrong as (test, text)."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures = []
        self.errors = []
        self.testsRun = 0
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.shouldStop = False
        self.buffer = False
        self.tb_locals = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def _stop_if_failfast(self):
        if getattr(self, "failfast", False):
            self.stop()

    def addError(self, test, err):
        self._stop_if_failfast()
        self.errors.append((test, self._exc_info_to_string(err, test)))

    def addFailure(self, test, err):
        self._stop_if_failfast()
        self.failures.append((test, self._exc_info_to_string(err, test)))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._stop_if_failfast()
            if issubclass(err[0], test.failureException):
                kept = self.failures
            else:
                kept = self.errors
            kept.append((subtest, self._exc_info_to_string(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self._stop_if_failfast()
        self.unexpectedSuccesses.append(test)

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return len(self.failures) == len(self.errors) == len(self.unexpectedSuccesses) == 0

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        """The traceback without this package's frames."""
        exctype, value, tb = err
        while tb is not None and _is_ours(tb):
            tb = tb.tb_next
        if exctype is test.failureException:
            kept = []
            step = tb
            while step is not None and not _is_ours(step):
                kept.append(step)
                step = step.tb_next
            if step is not None and kept:
                # Without the frames of the asserts.
                kept[-1].tb_next = None
        lines = traceback.format_exception(exctype, value, tb)
        return "".join(lines)

    def __repr__(self):
        return "<%s.%s run=%i errors=%i failures=%i>" % (
            self.__class__.__module__, self.__class__.__qualname__,
            self.testsRun, len(self.errors), len(self.failures))


def _is_ours(tb):
    return "__unittest" in tb.tb_frame.f_globals
