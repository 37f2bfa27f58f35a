"""Stand-ins for objects, and places to put them."""
import sys

from unittest._mock_calls import ANY, DEFAULT, _Call, _CallList, _SentinelObject, call, sentinel
from unittest._mock_objects import (
    FILTER_DIR,
    InvalidSpecError,
    MagicMock,
    MagicProxy,
    Mock,
    NonCallableMagicMock,
    NonCallableMock,
    PropertyMock,
    seal,
)
from unittest._mock_patch import _patch, patch

__all__ = ("Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "FILTER_DIR", "NonCallableMock",
           "NonCallableMagicMock", "PropertyMock", "seal")


def _refused(name):
    def refuse(*args, **kwargs):
        from _refusal import refuse
        refuse("unittest.mock." + name)

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


create_autospec = _refused("create_autospec")
mock_open = _refused("mock_open")
AsyncMock = _refused("AsyncMock")
