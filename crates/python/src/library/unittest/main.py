"""unittest.main: a module's tests as a program."""

__unittest = True

import sys

import _refusal

from unittest import loader, runner


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False,
                 durations=None):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.exit = exit
        self.verbosity = verbosity
        self.failfast = bool(failfast)
        self.buffer = buffer
        self.defaultTest = defaultTest
        self.testRunner = testRunner
        self.testLoader = testLoader
        names = defaultTest
        for option in (sys.argv if argv is None else argv)[1:]:
            if option in ("-v", "--verbose"):
                self.verbosity = 2
            elif option in ("-q", "--quiet"):
                self.verbosity = 0
            elif option in ("-f", "--failfast"):
                self.failfast = True
            elif option.startswith("-"):
                _refusal.refuse("unittest.main with the option " + option)
            else:
                names = [*(names if isinstance(names, list) else []), option]
        if names is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            if isinstance(names, str):
                names = [names]
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        self.runTests()

    def runTests(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if isinstance(self.testRunner, type):
            testRunner = self.testRunner(verbosity=self.verbosity, failfast=self.failfast,
                                         buffer=self.buffer)
        else:
            testRunner = self.testRunner
        self.result = testRunner.run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5 if sys.version_info >= (3, 12) else 0)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram
