"""How the interpreter was built, as far as it can be seen in a program: a default build for 64-bit Linux."""
import sys

import _refusal

# From 3.13 on a build may be without the lock, and says whether it is.
_VARS = {
    "py_version": "{}.{}.{}".format(*sys.version_info[:3]),
    "py_version_short": "{}.{}".format(*sys.version_info[:2]),
    "py_version_nodot": "{}{}".format(*sys.version_info[:2]),
    "Py_DEBUG": 0,
    "WITH_PYMALLOC": 1,
    "Py_TRACE_REFS": 0,
    "SIZEOF_VOID_P": 8,
    "SIZEOF_LONG": 8,
    "SIZEOF_SIZE_T": 8,
}
if sys.version_info >= (3, 13):
    _VARS["Py_GIL_DISABLED"] = 0
# Of these it is known that such a build has none.
_NONE = {"Py_GIL_DISABLED"}


def get_config_var(name):
    if name in _VARS or name in _NONE:
        return _VARS.get(name)
    _refusal.refuse("sysconfig.get_config_var({!r})".format(name))


def get_config_vars(*args):
    # Of the names that only a C compiler's makefile has, a runtime without one has none.
    if not args:
        return _VARS
    return [get_config_var(name) for name in args]


def get_python_version():
    return _VARS["py_version_short"]


def get_platform():
    return "linux-x86_64"
