"""How the interpreter was built: as released, without a debug build or the collector of another build."""

_VARS = {
    "PY_CFLAGS": "-O3",
    "Py_GIL_DISABLED": 0,
    "Py_DEBUG": 0,
    "Py_REF_DEBUG": 0,
    "WITH_PYMALLOC": 1,
    "WITH_DOC_STRINGS": 1,
    "TEST_MODULES": "yes",
}


def get_config_vars(*names):
    if names:
        return [_VARS.get(name) for name in names]
    return dict(_VARS)


def get_config_var(name):
    return _VARS.get(name)


def is_python_build():
    return False
