"""Running tests and printing what came of them."""

__unittest = True

import sys
import time

from unittest import result


class _WritelnDecorator:
    """A stream with `writeln`."""

    def __init__(self, stream):
        self.stream = stream

    def writeln(self, arg=None):
        for text in (arg, "\n"):
            if text:
                self.write(text)

    def __getattr__(self, name):
        # Copying asks an object that has nothing yet.
        if name in ("__getstate__", "stream"):
            raise AttributeError(name)
        return getattr(self.stream, name)


class TextTestResult(result.TestResult):
    separator1, separator2 = "=" * 70, "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions, self.durations = stream, descriptions, durations
        self.dots, self.showAll = verbosity == 1, verbosity > 1
        # Whether what is written next begins a line.
        self._newline = True

    def getDescription(self, test):
        told = [str(test)]
        first = test.shortDescription()
        if self.descriptions and first:
            told.append(first)
        return "\n".join(told)

    def _begin(self, test, indent=""):
        for text in (indent, self.getDescription(test), " ... "):
            if text:
                self.stream.write(text)

    def _end(self, test, word, letter):
        if self.showAll:
            if self._newline:
                self._begin(test)
            self.stream.writeln(word)
            self._newline = True
        elif self.dots:
            self.stream.write(letter)
        else:
            return
        self.stream.flush()

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self._begin(test)
            self._newline = False
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            word = "FAIL" if issubclass(err[0], subtest.failureException) else "ERROR"
            if self.showAll:
                if not self._newline:
                    self.stream.writeln()
                self._begin(subtest, "  ")
                self._newline = False
            self._end(subtest, word, word[0])
        super().addSubTest(test, subtest, err)

    def _paragraph(self, title, test, text=None):
        """A test with what went wrong, between lines."""
        self.stream.writeln(self.separator1)
        self.stream.writeln(": ".join((title, self.getDescription(test))))
        if text is not None:
            self.stream.writeln(self.separator2)
            self.stream.writeln(text)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self._paragraph(flavour, test, text)
            self.stream.flush()

    def printErrors(self):
        if self.showAll or self.dots:
            self.stream.writeln()
            self.stream.flush()
        for flavour, errors in (("ERROR", self.errors), ("FAIL", self.failures)):
            self.printErrorList(flavour, errors)
        for test in self.unexpectedSuccesses:
            self._paragraph("UNEXPECTED SUCCESS", test)
        self.stream.flush()


def _told(name, word, letter):
    """A method that does what the plain result does, and then says so."""
    plain = getattr(result.TestResult, name)

    def method(self, test, *what):
        plain(self, test, *what)
        self._end(test, word.format(*what), letter)

    method.__name__ = name
    method.__qualname__ = "TextTestResult." + name
    return method


for _name, _word, _letter in (
    ("addSuccess", "ok", "."),
    ("addSkip", "skipped {0!r}", "s"),
    ("addFailure", "FAIL", "F"),
    ("addError", "ERROR", "E"),
    ("addExpectedFailure", "expected failure", "x"),
    ("addUnexpectedSuccess", "unexpected success", "u"),
):
    setattr(TextTestResult, _name, _told(_name, _word, _letter))
del _name, _word, _letter


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False,
                 buffer=False, resultclass=None, warnings=None, *, tb_locals=False,
                 durations=None):
        self.stream = _WritelnDecorator(stream if stream is not None else sys.stderr)
        self.resultclass = resultclass if resultclass is not None else self.resultclass
        self.verbosity, self.descriptions = verbosity, descriptions
        self.warnings, self.durations = warnings, durations
        # What the result is told, too.
        self.failfast, self.buffer, self.tb_locals = failfast, buffer, tb_locals

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        for name in ("failfast", "buffer", "tb_locals"):
            setattr(result, name, getattr(self, name))
        begun = time.perf_counter()
        _tell(result, "startTestRun")
        try:
            test(result)
        finally:
            _tell(result, "stopTestRun")
        seconds = time.perf_counter() - begun
        result.printErrors()
        line = getattr(result, "separator2", None)
        if line is not None:
            self.stream.writeln(line)
        count = result.testsRun
        self.stream.writeln("Ran {} test{} in {:.3f}s\n".format(
            count, "" if count == 1 else "s", seconds))
        self.stream.writeln(_verdict(result))
        self.stream.flush()
        return result


def _tell(result, name):
    """Calls a method that a result needn't have."""
    method = getattr(result, name, None)
    if method is not None:
        method()


def _verdict(result):
    """The last line."""
    fine = result.wasSuccessful()
    counted = [("skipped", result.skipped), ("expected failures", result.expectedFailures),
               ("unexpected successes", result.unexpectedSuccesses)]
    if not fine:
        word = "FAILED"
        counted[:0] = [("failures", result.failures), ("errors", result.errors)]
    elif result.testsRun or result.skipped or sys.version_info < (3, 12):
        word = "OK"
    else:
        word = "NO TESTS RAN"
    details = ["%s=%d" % (name, len(held)) for name, held in counted if held]
    return "%s (%s)" % (word, ", ".join(details)) if details else word
