"""What CPython's tests of memory use ask of their own library `test.support`.

Written for the runner of these tests; nothing here touches a disk or starts a process.
"""

import functools
import sys
import unittest
from struct import calcsize

verbose = 0
use_resources = None
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
LOOPBACK_TIMEOUT = 10.0
HAVE_DOCSTRINGS = True
MISSING_C_DOCSTRINGS = False
Py_DEBUG = False
Py_GIL_DISABLED = False
Py_TRACE_REFS = False
MS_WINDOWS = False
is_android = False
is_apple = False
is_apple_mobile = False
is_emscripten = False
is_jython = False
is_wasi = False
is_wasm32 = False
has_fork_support = False
has_socket_support = False
has_subprocess_support = False
TESTFN = "@test_file"
TEST_MODULES_ENABLED = True

# CPython's tests that ask for these are counted apart.
OUT_OF_REACH = "out of reach: "

_GC_HEAD_BYTES = 16


class Error(Exception):
    """Something is wrong with a test."""


class TestFailed(Error):
    """A test failed."""


class ResourceDenied(unittest.SkipTest):
    """A test needs what isn't given to it."""


class _Block:
    """A generator function's body as a `with` block, or around a function."""

    def __init__(self, func, args, kwargs):
        self.func, self.args, self.kwargs = func, args, kwargs

    def __enter__(self):
        self.generator = self.func(*self.args, **self.kwargs)
        return next(self.generator)

    def __exit__(self, kind, value, tb):
        if kind is None:
            try:
                next(self.generator)
            except StopIteration:
                return False
            raise RuntimeError("the block's generator goes on")
        try:
            self.generator.throw(value)
        except StopIteration:
            return True
        except BaseException as other:
            if other is not value:
                raise
        return False

    def __call__(self, test):
        @functools.wraps(test)
        def inner(*args, **kwargs):
            with _Block(self.func, self.args, self.kwargs):
                return test(*args, **kwargs)
        return inner


def _block(func):
    @functools.wraps(func)
    def make(*args, **kwargs):
        return _Block(func, args, kwargs)
    return make


def _as_is(test):
    return test


# Whom a test is for.

def cpython_only(test):
    return test


def refcount_test(test):
    return test


def no_tracing(test):
    return test


def force_not_colorized(test):
    return test


def force_not_colorized_test_class(cls):
    return cls


def check_impl_detail(**guards):
    if not guards:
        return True
    return guards.get("cpython", not list(guards.values())[0])


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return _as_is
    return unittest.skip(msg or "for another implementation")


def requires_resource(resource):
    return unittest.skip("resource {0!r} is not enabled".format(resource))


def is_resource_enabled(resource):
    return False


def requires(resource, msg=None):
    raise ResourceDenied(msg or "resource {0!r} is not enabled".format(resource))


def requires_subprocess():
    return unittest.skip(OUT_OF_REACH + "a process of its own")


def requires_fork():
    return unittest.skip(OUT_OF_REACH + "a process of its own")


def requires_working_socket(*, module=False):
    return unittest.skip(OUT_OF_REACH + "a socket")


def requires_gil_enabled(msg="needs the GIL enabled"):
    return _as_is


def expected_failure_if_gil_disabled():
    return _as_is


def requires_limited_api(test):
    return unittest.skip(OUT_OF_REACH + "the C API")(test)


def requires_specialization(test):
    return unittest.skip(OUT_OF_REACH + "specialized instructions")(test)


def requires_docstrings(test):
    return test


def skip_if_sanitizer(reason=None, **kinds):
    return _as_is


def skip_if_pgo_task(test):
    return test


def skip_emscripten_stack_overflow():
    return _as_is


def skip_wasi_stack_overflow():
    return _as_is


def skip_if_suppress_immortalization():
    return _as_is


def check_sanitizer(**kinds):
    return False


def without_optimizer(func):
    return func


def bigmemtest(size, memuse, dry_run=True):
    return unittest.skip("needs much memory")


def bigaddrspacetest(f):
    return unittest.skip("needs much memory")(f)


def with_pymalloc():
    return True


def with_mimalloc():
    return False


def python_is_optimized():
    return True


# The collector.

def gc_collect():
    import gc
    gc.collect()
    gc.collect()
    gc.collect()


@_block
def disable_gc():
    import gc
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_block
def gc_threshold(*args):
    import gc
    before = gc.get_threshold()
    gc.set_threshold(*args)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_block
def suppress_immortalization(suppress=True):
    yield


def check_free_after_iterating(test, iter, cls, args=()):
    """An iterator that is at its end lets go of what it went over."""
    done = False

    class A(cls):
        def __del__(self):
            nonlocal done
            done = True
            try:
                next(it)
            except StopIteration:
                pass

    it = iter(A(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def late_deletion(obj):
    """Keeps an object to the interpreter's end."""
    _kept.append(obj)


_kept = []


class catch_unraisable_exception:
    """Keeps the last exception that nobody could be told."""

    def __init__(self):
        self.unraisable = None
        self._old_hook = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._old_hook = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old_hook
        del self.unraisable


# Sizes.

_header = "nP"
_align = "0n"
_vheader = _header + "n"


def calcobjsize(fmt):
    return calcsize(_header + fmt + _align)


def calcvobjsize(fmt):
    return calcsize(_vheader + fmt + _align)


def check_sizeof(test, o, size):
    result = sys.getsizeof(o)
    # A type's own flags aren't there to be asked; what the collector keeps lies in front of an object.
    if result - type(o).__sizeof__(o) >= _GC_HEAD_BYTES:
        size += _GC_HEAD_BYTES
    msg = "wrong size for %s: got %d, expected %d" % (type(o), result, size)
    test.assertEqual(result, size, msg)


# Streams and attributes.

@_block
def captured_output(stream_name):
    import io
    before = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


@_block
def swap_attr(obj, attr, new_val):
    if hasattr(obj, attr):
        before = getattr(obj, attr)
        setattr(obj, attr, new_val)
        try:
            yield before
        finally:
            setattr(obj, attr, before)
    else:
        setattr(obj, attr, new_val)
        try:
            yield
        finally:
            if hasattr(obj, attr):
                delattr(obj, attr)


@_block
def swap_item(obj, item, new_val):
    if item in obj:
        before = obj[item]
        obj[item] = new_val
        try:
            yield before
        finally:
            obj[item] = before
    else:
        obj[item] = new_val
        try:
            yield
        finally:
            if item in obj:
                del obj[item]


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest("object %r has no attribute %r" % (obj, name))


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass


# The interpreter.

def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as cm:
        compile(statement, "<test string>", "exec")
    err = cm.exception
    testcase.assertIsNotNone(err.lineno)
    if lineno is not None:
        testcase.assertEqual(err.lineno, lineno)
    testcase.assertIsNotNone(err.offset)
    if offset is not None:
        testcase.assertEqual(err.offset, offset)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    mod = tp.__module__
    name = tp.__name__
    qualname = name if mod == "builtins" else mod + "." + name
    msg = "cannot create '%s' instances" % qualname
    testcase.assertRaisesRegex(TypeError, msg, tp, *args, **kwds)


def setswitchinterval(interval):
    sys.setswitchinterval(interval)


def get_recursion_depth():
    depth = 0
    frame = sys._getframe(1)
    while frame is not None:
        depth += 1
        frame = frame.f_back
    return depth


def get_recursion_available():
    return sys.getrecursionlimit() - get_recursion_depth()


@_block
def set_recursion_limit(limit):
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(limit)
        yield
    finally:
        sys.setrecursionlimit(before)


def infinite_recursion(max_depth=None):
    if max_depth is None:
        max_depth = 20_000
    return set_recursion_limit(max(3, max_depth) + get_recursion_depth())


def get_c_recursion_limit():
    return 10_000


def exceeds_recursion_limit():
    return 150_000


def reap_children():
    pass


def wait_process(pid, *, exitcode, timeout=None):
    raise unittest.SkipTest(OUT_OF_REACH + "a process of its own")


def run_in_subinterp(code):
    raise unittest.SkipTest(OUT_OF_REACH + "an interpreter inside the interpreter")


def iter_builtin_types():
    import builtins
    for obj in builtins.__dict__.values():
        if isinstance(obj, type):
            yield obj


# Objects that compare in one way.

@functools.total_ordering
class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False


class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


LARGEST = _LARGEST()
SMALLEST = _SMALLEST()
ALWAYS_EQ = _ALWAYS_EQ()
NEVER_EQ = _NEVER_EQ()
