"""What stands in a with statement."""
import _collections_abc
import abc
import sys
from collections import deque
from functools import wraps
from types import MethodType

_V = sys.version_info[:2]

__all__ = """
    AbstractAsyncContextManager AbstractContextManager ContextDecorator ExitStack asynccontextmanager closing
    contextmanager nullcontext redirect_stderr redirect_stdout suppress
""".split()
_since = {"AsyncContextDecorator": (3, 10), "aclosing": (3, 10), "chdir": (3, 11)}
__absent__ = tuple(name for name, version in _since.items() if _V < version)
if _V >= (3, 10):
    __all__.append("aclosing")


class AbstractContextManager(abc.ABC):
    """A context manager: `__enter__` and `__exit__`."""

    if _V >= (3, 13):
        __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        # Those that inherit from it ask for more than the methods.
        own = cls is AbstractContextManager
        return _collections_abc._check_methods(C, "__enter__", "__exit__") if own else NotImplemented

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        pass

    def __enter__(self):
        return self


class AbstractAsyncContextManager(abc.ABC):
    """One for `async with`: `__aenter__` and `__aexit__`."""

    if _V >= (3, 13):
        __slots__ = ()

    @classmethod
    def __subclasshook__(cls, C):
        # Those that inherit from it ask for more than the methods.
        own = cls is AbstractAsyncContextManager
        return _collections_abc._check_methods(C, "__aenter__", "__aexit__") if own else NotImplemented

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        pass

    async def __aenter__(self):
        return self


class nullcontext(AbstractContextManager):
    """Does nothing, where a context manager is asked for."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __exit__(self, *excinfo):
        pass

    def __enter__(self):
        return self.enter_result

    if _V >= (3, 10):
        async def __aexit__(self, *excinfo):
            pass

        async def __aenter__(self):
            return self.enter_result


class closing(AbstractContextManager):
    """Calls `close` of its object at the end of the block."""

    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *exc_info):
        self.thing.close()

    def __enter__(self):
        return self.thing


if _V >= (3, 10):
    class aclosing(AbstractAsyncContextManager):
        """Awaits `aclose` of its object at the end of the block."""

        def __init__(self, thing):
            self.thing = thing

        async def __aexit__(self, *exc_info):
            await self.thing.aclose()

        async def __aenter__(self):
            return self.thing


class suppress(AbstractContextManager):
    """Ends the block quietly at certain exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __exit__(self, exctype, excinst, exctb):
        if exctype is None:
            return None
        if issubclass(exctype, self._exceptions):
            return True
        if _V < (3, 12) or not issubclass(exctype, BaseExceptionGroup):
            return False
        # A group loses the ones that are named, and goes on with the others.
        others = excinst.split(self._exceptions)[1]
        if others is not None:
            raise others
        return True

    def __enter__(self):
        pass


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._target = new_target
        # As many as there are blocks: one manager may be entered again while it is in use.
        self._before = []

    def __enter__(self):
        self._before.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._target)
        return self._target

    def __exit__(self, exctype, excinst, exctb):
        earlier = self._before.pop()
        setattr(sys, self._stream, earlier)


class redirect_stderr(_RedirectStream):
    """Sends what goes to standard error to another stream."""

    _stream = "stderr"


class redirect_stdout(_RedirectStream):
    """Sends what is printed to another stream."""

    _stream = "stdout"


class ContextDecorator(object):
    """Lets a context manager decorate a function: each call is a block of its own."""

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner

    def _recreate_cm(self):
        return self


def _came_back(exc, value, stops):
    """Whether what the generator raises is what was thrown into it.

    A generator that lets one of `stops` through raises a RuntimeError whose cause it is.
    """
    return exc is value or isinstance(exc, RuntimeError) and isinstance(value, stops) and exc.__cause__ is value


class _GeneratorContextManagerBase:
    def __init__(self, func, args, kwds):
        self.gen = func(*args, **kwds)
        self.func, self.kwds, self.args = func, kwds, args
        own = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if own is None else own

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)


class _GeneratorContextManager(_GeneratorContextManagerBase, AbstractContextManager, ContextDecorator):
    """A generator as a context manager: what follows its `yield` is the exit."""

    def __exit__(self, typ, value, traceback):
        problem = "generator didn't stop"
        if typ is not None:
            problem += " after throw()"
            if value is None:
                value = typ()
        try:
            if typ is None:
                next(self.gen)
            elif _V >= (3, 12):
                self.gen.throw(value)
            else:
                self.gen.throw(typ, value, traceback)
        except BaseException as exc:
            if isinstance(exc, StopIteration):
                # The end of the generator, or the block's own: that goes on.
                return typ is not None and exc is not value
            if typ is None or not _came_back(exc, value, StopIteration):
                raise
            if _V >= (3, 11):
                # Without the entries of the generator and of this method.
                value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError(problem)
        finally:
            if _V >= (3, 12):
                self.gen.close()

    def __enter__(self):
        # No longer needed, and they would keep their objects alive.
        del self.func, self.args, self.kwds
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None


class _AsyncGeneratorContextManager(_GeneratorContextManagerBase, AbstractAsyncContextManager):
    """The same with an asynchronous generator."""

    async def __aexit__(self, typ, value, traceback):
        problem = "generator didn't stop"
        if typ is not None:
            problem += " after athrow()"
            if value is None:
                value = typ()
        try:
            if typ is None:
                await self.gen.__anext__()
            else:
                await self.gen.athrow(value)
        except BaseException as exc:
            if isinstance(exc, StopAsyncIteration):
                return typ is not None and exc is not value
            if typ is None or not _came_back(exc, value, (StopIteration, StopAsyncIteration)):
                raise
            if _V >= (3, 11):
                value.__traceback__ = traceback
            return False
        try:
            raise RuntimeError(problem)
        finally:
            if _V >= (3, 11):
                await self.gen.aclose()

    async def __aenter__(self):
        del self.func, self.args, self.kwds
        try:
            return await self.gen.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None


def contextmanager(func):
    """A decorator: a generator function becomes a maker of context managers."""
    @wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)

    return helper


def asynccontextmanager(func):
    """The same for an asynchronous generator function."""
    @wraps(func)
    def helper(*args, **kwds):
        return _AsyncGeneratorContextManager(func, args, kwds)

    return helper


def _deaf(callback, /, *args, **kwds):
    def _exit_wrapper(exc_type, exc, tb):
        callback(*args, **kwds)

    _exit_wrapper.__qualname__ = "_BaseExitStack._create_cb_wrapper.<locals>._exit_wrapper"
    return _exit_wrapper


class _BaseExitStack:
    def __init__(self):
        self._exit_callbacks = deque()

    def _leave_by(self, way):
        # With whether it can be called without `await`.
        self._exit_callbacks.append((True, way))

    def push(self, exit):
        """Leave at the end what was entered before; or call a function as an `__exit__`."""
        method = getattr(type(exit), "__exit__", None)
        self._leave_by(exit if method is None else MethodType(method, exit))
        return exit

    def callback(self, callback, /, *args, **kwds):
        """Call a function at the end; it hears nothing of exceptions."""
        way = _deaf(callback, *args, **kwds)
        # So that it can be found by who looks.
        way.__wrapped__ = callback
        self._leave_by(way)
        return callback

    def enter_context(self, cm):
        """Enter a context manager now, and leave it at the end."""
        cls = type(cm)
        if _V >= (3, 11) and not (hasattr(cls, "__enter__") and hasattr(cls, "__exit__")):
            raise TypeError("'{0.__module__}.{0.__qualname__}' object does not support "
                            "the context manager protocol".format(cls))
        leave = cls.__exit__
        entered = cls.__enter__(cm)
        self._leave_by(MethodType(leave, cm))
        return entered

    def pop_all(self):
        """Hand all that is to be left to another stack."""
        heir = type(self)()
        heir._exit_callbacks, self._exit_callbacks = self._exit_callbacks, deque()
        return heir


class ExitStack(_BaseExitStack, AbstractContextManager):
    """Several context managers as one, left in the reverse order."""

    def __exit__(self, *exc_details):
        inside = exc_details[1 if _V >= (3, 12) else 0] is not None
        frame_exc = sys.exc_info()[1]

        def link(last, older):
            # As if the managers were nested: each exception's context is the one before.
            before = last.__context__
            while before is not older:
                if before is None and _V >= (3, 9):
                    break
                if before is None or before is frame_exc:
                    last.__context__ = older
                    break
                last, before = before, before.__context__

        quiet = failed = False
        while self._exit_callbacks:
            leave = self._exit_callbacks.pop()[1]
            try:
                if leave(*exc_details):
                    quiet, failed = True, False
                    exc_details = (None, None, None)
            except BaseException as problem:
                link(problem, exc_details[1])
                failed = True
                exc_details = (type(problem), problem, problem.__traceback__)
        if failed:
            context = exc_details[1].__context__
            try:
                raise exc_details[1]
            except BaseException:
                # The raise above made the one in flight its context.
                exc_details[1].__context__ = context
                raise
        return inside and quiet

    def __enter__(self):
        return self

    def close(self):
        """Leave everything now."""
        self.__exit__(None, None, None)

if _V >= (3, 9):
    from _types import GenericAlias
    for _one in AbstractContextManager, AbstractAsyncContextManager:
        _one.__class_getitem__ = classmethod(GenericAlias)
    del _one
