"""How a test goes, part by part: preparing it, its method, what comes behind, its subtests."""

__unittest = True

from unittest._skips import SkipTest


class Stop(Exception):
    """What ends a test after a subtest failed and the result wants no more."""


class Outcome:
    """What has come of the test so far."""

    def __init__(self, result=None):
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        # While a failure is expected it is kept here, not told to the result.
        self.expecting_failure = False
        self.expectedFailure = None

    def part(self, test, expecting=False):
        return Part(self, test, expecting)


class Part:
    """Tells the result what the block raises; it goes no further."""

    def __init__(self, outcome, test, expecting=False):
        self.outcome = outcome
        self.test = test
        self.expecting = expecting

    def __enter__(self):
        outcome = self.outcome
        self.before = outcome.success, outcome.expecting_failure
        outcome.success = True
        if self.expecting:
            outcome.expecting_failure = True

    def __exit__(self, kind, error, tb):
        outcome = self.outcome
        fine = swallowed = True
        if kind is None:
            fine = outcome.success
            if fine:
                self.passed()
        elif issubclass(kind, KeyboardInterrupt):
            fine, swallowed = outcome.success, False
        elif issubclass(kind, SkipTest):
            fine = False
            outcome.result.addSkip(self.test, str(error))
        elif issubclass(kind, Stop):
            fine = outcome.success
        elif outcome.expecting_failure:
            fine = outcome.success
            outcome.expectedFailure = (kind, error, tb)
        else:
            fine = False
            self.broke((kind, error, tb))
        before, outcome.expecting_failure = self.before
        outcome.success = before and fine
        return swallowed

    def passed(self):
        pass

    def broke(self, told):
        result, test = self.outcome.result, self.test
        tell = result.addFailure if issubclass(told[0], test.failureException) else result.addError
        tell(test, told)


class SubPart(Part):
    """The same for a subtest, of which the result hears in another way."""

    def passed(self):
        self.broke(None)

    def broke(self, told):
        self.outcome.result.addSubTest(self.test.test_case, self.test, told)
