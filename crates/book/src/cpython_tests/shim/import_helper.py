"""test.support.import_helper: modules that may not be there."""

import sys
import unittest

from test.support import _block


def import_module(name, deprecated=False, *, required_on=()):
    try:
        __import__(name)
        return sys.modules[name]
    except ImportError as msg:
        raise unittest.SkipTest("out of reach: " + str(msg))


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    raise unittest.SkipTest("out of reach: a module imported a second time")


def import_fresh_module_or_skip(name):
    return import_fresh_module(name)


@_block
def isolated_modules():
    before = sys.modules.copy()
    try:
        yield
    finally:
        sys.modules.clear()
        sys.modules.update(before)
