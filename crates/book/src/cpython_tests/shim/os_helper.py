"""test.support.os_helper: files, of which there are none."""

import unittest

from test.support import _block

TESTFN = "@test_file"
TESTFN_ASCII = TESTFN
FS_NONASCII = ""


def unlink(filename):
    pass


@_block
def temp_dir(path=None, quiet=False):
    raise unittest.SkipTest("out of reach: files")
    yield


@_block
def temp_cwd(name="tempcwd", quiet=False):
    raise unittest.SkipTest("out of reach: files")
    yield


class EnvironmentVarGuard:
    def __enter__(self):
        raise unittest.SkipTest("out of reach: the environment")

    def __exit__(self, *ignored):
        pass
