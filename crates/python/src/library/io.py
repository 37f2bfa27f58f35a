"""Streams in memory. Files aren't there."""

import _refusal

__all__ = ["BytesIO", "StringIO", "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase",
           "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END", "DEFAULT_BUFFER_SIZE"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = 8 * 1024


class UnsupportedOperation(OSError, ValueError):
    pass


class _IOBase:
    """What all streams do."""

    _closed = False

    def _checkClosed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    @property
    def closed(self):
        return self._closed

    def close(self):
        self._closed = True

    def flush(self):
        self._checkClosed()

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        self._checkClosed()
        return False

    def fileno(self):
        self._unsupported("fileno")

    def seek(self, offset, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        self._unsupported("truncate")

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=None):
        lines = []
        taken = 0
        for line in self:
            lines.append(line)
            taken += len(line)
            if hint is not None and 0 < hint <= taken:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


_IOBase.__module__ = "_io"


class IOBase(_IOBase):
    pass


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory:
    """A stream over a text or bytes that it holds, as pieces or as one."""

    def _start(self, empty, value):
        self._empty = empty
        self._held = value
        self._pieces = []
        self._pos = 0

    def _checkClosed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _value(self):
        if self._pieces:
            self._held += self._empty.join(self._pieces)
            self._pieces = []
        return self._held

    def _put(self, data):
        count = len(data)
        if not count:
            return 0
        if self._pos == self._end():
            self._pieces.append(data)
            self._length += count
        else:
            held = self._value()
            if self._pos > len(held):
                held += self._filler * (self._pos - len(held))
            self._held = held[:self._pos] + data + held[self._pos + count:]
            self._length = len(self._held)
        self._pos += count
        return count

    def _end(self):
        return self._length

    def _size(self, size):
        if size is None:
            return -1
        if isinstance(size, int):
            return size
        if hasattr(size, "__index__"):
            return size.__index__()
        raise TypeError("argument should be integer or None, not %r" % type(size).__name__)

    def readable(self):
        self._checkClosed()
        return True

    def writable(self):
        self._checkClosed()
        return True

    def seekable(self):
        self._checkClosed()
        return True

    def read(self, size=-1, /):
        self._checkClosed()
        size = self._size(size)
        held = self._value()
        end = len(held) if size < 0 else min(len(held), self._pos + size)
        taken = held[self._pos:end]
        self._pos = max(self._pos, end)
        return taken

    def readline(self, size=-1, /):
        self._checkClosed()
        size = self._size(size)
        held = self._value()
        at = held.find(self._newline, self._pos)
        end = len(held) if at < 0 else at + 1
        if size >= 0:
            end = min(end, self._pos + size)
        taken = held[self._pos:end]
        self._pos = max(self._pos, end)
        return taken

    def tell(self):
        self._checkClosed()
        return self._pos

    def truncate(self, size=None, /):
        self._checkClosed()
        if size is None:
            size = self._pos
        if size < 0:
            raise ValueError(self._negative_size % size)
        held = self._value()
        if size < len(held):
            self._held = held[:size]
            self._length = size
        return size

    def getvalue(self):
        self._checkClosed()
        return self._value()

    def close(self):
        self._closed = True
        self._held = self._empty
        self._pieces = []


class StringIO(_Memory, TextIOBase):
    _newline = "\n"
    _filler = "\0"
    _negative_size = "Negative size value %d"
    encoding = None
    errors = None
    newlines = None
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if newline not in ("\n", "", None):
            _refusal.refuse("io.StringIO with newline=" + repr(newline))
        if initial_value is None:
            initial_value = ""
        if not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not %s"
                            % type(initial_value).__name__)
        if newline is None:
            initial_value = initial_value.replace("\r\n", "\n").replace("\r", "\n")
        self._start("", initial_value)
        self._length = len(initial_value)
        self._translates = newline is None

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got %r" % type(s).__name__)
        self._checkClosed()
        if self._translates:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        return self._put(s)

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        if whence not in (0, 1, 2):
            raise ValueError("Invalid whence (%d, should be 0, 1 or 2)" % whence)
        if whence == 0:
            if pos < 0:
                raise ValueError("Negative seek position %d" % pos)
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 1:
            pos = self._pos
        else:
            pos = self._length
        self._pos = pos
        return pos


StringIO.__module__ = "_io"


class BytesIO(_Memory, BufferedIOBase):
    _newline = b"\n"
    _filler = b"\0"
    _negative_size = "negative size value %d"

    def __init__(self, initial_bytes=b""):
        if initial_bytes is None:
            initial_bytes = b""
        self._start(b"", bytes(initial_bytes))
        self._length = len(self._held)

    def write(self, b, /):
        self._checkClosed()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    def read1(self, size=-1, /):
        return self.read(size)

    def getbuffer(self):
        _refusal.refuse("io.BytesIO.getbuffer")

    def seek(self, pos, whence=0, /):
        self._checkClosed()
        if whence == 0:
            if pos < 0:
                raise ValueError("negative seek value %d" % pos)
        elif whence == 1:
            pos = max(0, self._pos + pos)
        elif whence == 2:
            pos = max(0, self._length + pos)
        else:
            raise ValueError("invalid whence (%i, should be 0, 1 or 2)" % whence)
        self._pos = pos
        return pos


BytesIO.__module__ = "_io"
