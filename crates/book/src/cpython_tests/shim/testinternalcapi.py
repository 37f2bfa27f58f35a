"""What of CPython's inside is a number; the rest of `_testinternalcapi` is C, and out of reach."""

import unittest

# Bytes in front of an object: what the collector keeps, and the pointers to dict and weak references.
SIZEOF_PYGC_HEAD = 16
SIZEOF_MANAGED_PRE_HEADER = 16


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise unittest.SkipTest("out of reach: the C API")
