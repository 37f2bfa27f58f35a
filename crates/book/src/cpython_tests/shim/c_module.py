"""The module NAME is C through and through; what it has is out of reach."""

import unittest


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise unittest.SkipTest("out of reach: the C API, by way of NAME")
