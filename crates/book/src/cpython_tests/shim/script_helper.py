"""test.support.script_helper: programs in processes of their own, which are out of reach."""

import unittest


def _out_of_reach(*args, **kwargs):
    raise unittest.SkipTest("out of reach: a process of its own")


assert_python_ok = _out_of_reach
assert_python_failure = _out_of_reach
run_python_until_end = _out_of_reach
spawn_python = _out_of_reach
kill_python = _out_of_reach
make_script = _out_of_reach
run_test_script = _out_of_reach


def interpreter_requires_environment():
    return False
