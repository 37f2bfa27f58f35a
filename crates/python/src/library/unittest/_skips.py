"""Tests that aren't run, and tests that are meant to fail."""

__unittest = True

import functools
import types


class SkipTest(Exception):
    """What ends a test that isn't run."""


SkipTest.__module__ = "unittest.case"


def mark(name, *holders, default=False):
    """The first true mark of that name that one of them has."""
    found = default
    for holder in holders:
        found = getattr(holder, name, default)
        if found:
            break
    return found


def _as_it_is(test):
    return test


def _skipped(test, why):
    if isinstance(test, type):
        marked = test
    else:
        def marked(*args, **kwargs):
            raise SkipTest(why)
        functools.update_wrapper(marked, test)
    marked.__unittest_skip__ = True
    marked.__unittest_skip_why__ = why
    return marked


def skip(reason):
    # Without parentheses it decorates the test itself, and there is no reason.
    if isinstance(reason, types.FunctionType):
        return _skipped(reason, "")
    return functools.partial(_skipped, why=reason)


def skipUnless(condition, reason):
    return skip(reason) if not condition else _as_it_is


def skipIf(condition, reason):
    return skipUnless(not condition, reason)


def expectedFailure(test_item):
    setattr(test_item, "__unittest_expecting_failure__", True)
    return test_item
