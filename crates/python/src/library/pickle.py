"""Objects as bytes, and back: the names of the native module, and what each instruction is called."""
import _pickle
from _pickle import (dump, dumps, load, loads, PickleError, Pickler, PicklingError, Unpickler,
                     UnpicklingError)
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
import sys

# The same without the help of the native module.
_dump, _dumps, _load, _loads, _Pickler, _Unpickler = dump, dumps, load, loads, Pickler, Unpickler

# What a file of pickles was called before it had numbers, and what can be read.
format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 5 if sys.version_info >= (3, 14) else 4
if sys.version_info >= (3, 14):
    format_version = "5.0"

bytes_types = bytes, bytearray

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps",
           "load", "loads", "HIGHEST_PROTOCOL", "DEFAULT_PROTOCOL"]

for _name, _byte in _pickle._opcodes():
    globals()[_name] = _byte
    __all__.append(_name)
del _name, _byte
TRUE = b"I01\n"
FALSE = b"I00\n"


def encode_long(x):
    """The fewest bytes, low ones first, that have the value and its sign; none for zero."""
    if not x:
        return b""
    bits = x.bit_length() if x > 0 else (x + 1).bit_length()
    return x.to_bytes(bits // 8 + 1, "little", signed=True)


def decode_long(data):
    return int.from_bytes(data, "little", signed=True)
