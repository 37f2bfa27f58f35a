"""test.support.interpreters: interpreters inside the interpreter, which are out of reach."""

import unittest


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise unittest.SkipTest("out of reach: an interpreter inside the interpreter")
