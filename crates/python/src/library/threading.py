"""Threads, and what they wait for: on top of _thread."""
import sys as _sys
import _thread
from itertools import count as _count
from _collections import deque as _deque
from _thread import _local as local, get_ident, get_native_id, stack_size
from weakref import WeakSet

_minor = _sys.version_info[1]

__all__ = """get_ident active_count Condition current_thread enumerate main_thread TIMEOUT_MAX Event Lock RLock
    Semaphore BoundedSemaphore Thread Barrier BrokenBarrierError Timer ThreadError local stack_size excepthook
    ExceptHookArgs get_native_id settrace setprofile""".split()

_came_with = {
    "serialize_iterator": 15, "synchronized_iterator": 15, "concurrent_tee": 15,
    "setprofile_all_threads": 12, "settrace_all_threads": 12,
    "__excepthook__": 10, "gettrace": 10, "getprofile": 10,
}
__absent__ = tuple(name for name, minor in _came_with.items() if _minor < minor)

_time, TIMEOUT_MAX, ThreadError = _thread._monotonic, _thread.TIMEOUT_MAX, _thread.error
_new_lock = _thread.allocate_lock
Lock = _new_lock if _minor < 13 else _thread.lock


def RLock(*args, **kwargs):
    return _thread.RLock(*args, **kwargs)


def _say_old(name, instead):
    """Warns the caller's caller, from the version that began to."""
    if _minor >= 10:
        import warnings
        warnings.warn(f"{name}() is deprecated, {instead} instead", DeprecationWarning, stacklevel=3)


def _end_of(timeout):
    return None if timeout is None else _time() + timeout


def _drop(queue, ticket):
    if ticket in queue:
        queue.remove(ticket)


# What each thread that begins is told to tell of itself.

_hooks = {"trace": None, "profile": None}


def gettrace():
    return _hooks["trace"]


def settrace(func):
    _hooks["trace"] = func


def settrace_all_threads(func):
    _hooks["trace"] = func
    _sys._settraceallthreads(func)


def getprofile():
    return _hooks["profile"]


def setprofile(func):
    _hooks["profile"] = func


def setprofile_all_threads(func):
    _hooks["profile"] = func
    _sys._setprofileallthreads(func)


# The threads and who they are.

_next_number = _count(1).__next__
_dangling = WeakSet()
# What says when a thread that isn't a daemon is over: waited for at the end.
_shutdown_locks = []


def _newname(name_template="Thread-%d"):
    return name_template % _next_number()


class _Roster:
    """The threads that run, by identifier, and those in limbo: started, but not yet running."""

    def __init__(self):
        self.guard = _new_lock() if _minor < 10 else RLock()
        self.limbo = {}
        self.running = {}

    def expect(self, thread):
        with self.guard:
            self.limbo[thread] = thread

    def give_up(self, thread):
        with self.guard:
            del self.limbo[thread]

    def enter(self, thread):
        with self.guard:
            self.running[thread._ident] = thread
            self.limbo.pop(thread, None)

    def leave(self):
        with self.guard:
            del self.running[get_ident()]

    def everybody(self):
        with self.guard:
            return [*self.running.values(), *self.limbo.values()]


_roster = _Roster()
_active, _limbo, _active_limbo_lock = _roster.running, _roster.limbo, _roster.guard


def enumerate():
    return _roster.everybody()


def active_count():
    return len(enumerate())


def current_thread():
    known = _active.get(get_ident())
    return _DummyThread() if known is None else known


def main_thread():
    return _main_thread


if _minor < 10:
    activeCount, currentThread = active_count, current_thread
else:
    def activeCount():
        _say_old("activeCount", "use active_count()")
        return active_count()

    def currentThread():
        _say_old("currentThread", "use current_thread()")
        return current_thread()


# What threads wait for.

class Condition:
    """A lock, and threads that wait until another one says that something has changed."""

    def __init__(self, lock=None):
        self._lock = lock = RLock() if lock is None else lock
        self.acquire, self.release = lock.acquire, lock.release
        borrowed = ("_release_save", "_acquire_restore", "_is_owned")
        if _minor >= 14:
            borrowed = ("locked", *borrowed)
        for method in borrowed:
            if hasattr(lock, method):
                setattr(self, method, getattr(lock, method))
        self._waiters = _deque()

    def __need(self, deed):
        if not self._is_owned():
            raise RuntimeError(f"cannot {deed} on un-acquired lock")

    def notify(self, n=1):
        self.__need("notify")
        queue = self._waiters
        while n > 0 and queue:
            ticket = queue[0]
            try:
                ticket.release()
                n -= 1
            except RuntimeError:
                # That wait ran out of time, and its thread has yet to get the lock back.
                pass
            _drop(queue, ticket)

    def notify_all(self):
        self.notify(len(self._waiters))

    if _minor < 10:
        notifyAll = notify_all
    else:
        def notifyAll(self):
            _say_old("notifyAll", "use notify_all()")
            self.notify_all()

    def wait(self, timeout=None):
        self.__need("wait")
        ticket = _new_lock()
        ticket.acquire()
        self._waiters.append(ticket)
        kept = self._release_save()
        called = False
        try:
            if timeout is None:
                called = ticket.acquire()
            elif (timeout <= 0) if _minor >= 14 else not timeout > 0:
                called = ticket.acquire(False)
            else:
                called = ticket.acquire(True, timeout)
        finally:
            self._acquire_restore(kept)
            if not called:
                _drop(self._waiters, ticket)
        return called

    def wait_for(self, predicate, timeout=None):
        until = None
        while not (result := predicate()):
            if until is None:
                until = _end_of(timeout)
            elif (timeout := until - _time()) <= 0:
                break
            self.wait(timeout)
        return result

    # For a lock that has no such methods itself. It doesn't say whose it is: it is taken if it can't be had.

    def _is_owned(self):
        had = self._lock.acquire(False)
        if had:
            self._lock.release()
        return not had

    def _acquire_restore(self, x):
        self._lock.acquire()

    def _release_save(self):
        self._lock.release()

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __enter__(self):
        return self._lock.__enter__()


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond, self._flag = Condition(Lock()), False

    def wait(self, timeout=None):
        with self._cond:
            return self._flag or self._cond.wait(timeout)

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def is_set(self):
        return self._flag

    if _minor < 10:
        isSet = is_set
    else:
        def isSet(self):
            _say_old("isSet", "use is_set()")
            return self.is_set()

    def clear(self):
        with self._cond:
            self._flag = False


def _give_back(semaphore, times, most=None):
    if times < 1:
        raise ValueError("n must be one or more")
    with semaphore._cond:
        if most is not None and semaphore._value + times > most:
            raise ValueError("Semaphore released too many times")
        semaphore._value += times
        semaphore._cond.notify(times)


class Semaphore:
    """A number that release makes larger and acquire smaller; at zero, acquire waits."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond, self._value = Condition(Lock()), value

    def acquire(self, blocking=True, timeout=None):
        if timeout is not None and not blocking:
            raise ValueError("can't specify timeout for non-blocking acquire")
        until = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if until is None:
                    until = _end_of(timeout)
                elif (timeout := until - _time()) <= 0:
                    return False
                self._cond.wait(timeout)
            self._value -= 1
        return True

    if _minor < 9:
        def release(self):
            _give_back(self, 1)
    else:
        def release(self, n=1):
            _give_back(self, n)

    def __exit__(self, t, v, tb):
        self.release()

    __enter__ = acquire


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to get larger than it was."""

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._initial_value = value

    if _minor < 9:
        def release(self):
            _give_back(self, 1, self._initial_value)
    else:
        def release(self, n=1):
            _give_back(self, n, self._initial_value)


class BrokenBarrierError(RuntimeError):
    pass


_FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2


class Barrier:
    """A place where a number of threads wait for each other, again and again."""

    def __init__(self, parties, action=None, timeout=None):
        if _minor >= 13 and parties < 1:
            early = _sys.version_info < (3, 13, 1)
            raise ValueError("parties must be > 0" if early else "parties must be >= 1")
        self._cond = Condition(Lock())
        self._action, self._timeout, self._parties = action, timeout, parties
        self._state = _FILLING
        self._count = 0

    def __turn(self, state):
        self._state = state
        self._cond.notify_all()

    def _break(self):
        self.__turn(_BROKEN)

    def abort(self):
        with self._cond:
            self._break()

    def reset(self):
        with self._cond:
            state = self._state
            if not self._count:
                state = _FILLING
            elif state in (_FILLING, _BROKEN):
                state = _RESETTING
            self.__turn(state)

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            place = self._count
            self._count = place + 1
            try:
                if place + 1 != self._parties:
                    self._wait(timeout)
                else:
                    self._release()
            finally:
                self._count -= 1
                self._exit()
            return place

    def _enter(self):
        while self._state in (_DRAINING, _RESETTING):
            self._cond.wait()
        if self._state == _BROKEN:
            raise BrokenBarrierError

    def _wait(self, timeout):
        moved = self._cond.wait_for(lambda: self._state != _FILLING, timeout)
        if not moved:
            self._break()
        if self._state < _FILLING:
            raise BrokenBarrierError

    def _release(self):
        whole = False
        try:
            if self._action:
                self._action()
            self.__turn(_DRAINING)
            whole = True
        finally:
            if not whole:
                self._break()

    def _exit(self):
        # The last one to go opens the barrier for the next round.
        if not self._count and self._state in (_DRAINING, _RESETTING):
            self.__turn(_FILLING)

    @property
    def broken(self):
        return self._state == _BROKEN

    @property
    def n_waiting(self):
        return self._count if self._state == _FILLING else 0

    @property
    def parties(self):
        return self._parties


def _tell_state(cls, state):
    def __repr__(self):
        kind = self.__class__
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: {state(self)}>"

    __repr__.__qualname__ = f"{cls.__qualname__}.__repr__"
    cls.__repr__ = __repr__


if _minor >= 11:
    _tell_state(Event, lambda event: "set" if event._flag else "unset")
    _tell_state(Semaphore, lambda held: f"value={held._value}")
    _tell_state(BoundedSemaphore, lambda held: f"value={held._value}/{held._initial_value}")
    _tell_state(Barrier, lambda barrier: "broken" if barrier.broken
                else f"waiters={barrier.n_waiting}/{barrier.parties}")


# Errors that nobody catches in a thread.

class ExceptHookArgs(tuple):
    """What threading.excepthook is given."""

    def __new__(cls, args):
        given = tuple(args)
        if len(given) == 4:
            return tuple.__new__(cls, given)
        raise TypeError(f"_thread.{cls.__name__}() takes a 4-sequence ({len(given)}-sequence given)")

    def __repr__(self):
        said = ", ".join([f"{field}={value!r}" for field, value in zip(_hook_fields, self)])
        return f"_thread.{type(self).__name__}({said})"


_hook_fields = ("exc_type", "exc_value", "exc_traceback", "thread")
for _at, _field in zip(range(4), _hook_fields):
    setattr(ExceptHookArgs, _field, property(lambda self, _at=_at: self[_at]))
ExceptHookArgs.__name__ = ExceptHookArgs.__qualname__ = "ExceptHookArgs" if _minor < 10 else "_ExceptHookArgs"
ExceptHookArgs.__module__ = "_thread"


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    thread, stream = args.thread, _sys.stderr
    if stream is None:
        # The interpreter may be on its way out; the thread remembers what it had.
        stream = getattr(thread, "_stderr", None)
        if stream is None:
            return
    who = get_ident() if thread is None else thread.name
    import traceback
    print(f"Exception in thread {who}:", file=stream)
    traceback.print_exception(*args[:3], file=stream)


if _minor >= 10:
    __excepthook__ = excepthook


def _make_invoke_excepthook():
    """Each thread keeps the hooks that were there when it was made: those of its end may be gone."""
    first, last = excepthook, _sys.excepthook
    if first is None:
        raise RuntimeError("threading.excepthook is None")
    if last is None:
        raise RuntimeError("sys.excepthook is None")
    system, say, current = _sys, print, _sys.exc_info

    def invoke_excepthook(thread):
        try:
            hook = first if excepthook is None else excepthook
            report = ExceptHookArgs([*current(), thread])
            hook(report)
        except Exception as failure:
            failure.__suppress_context__ = True
            del failure
            stream = thread._stderr if system.stderr is None else system.stderr
            say("Exception in threading.excepthook:", file=stream)
            (last if system.excepthook is None else system.excepthook)(*current())
        finally:
            report = None

    return invoke_excepthook


# Threads. Their end is told by a lock (to 3.12), or by a handle (from 3.13).

_HANDLE = "_handle" if _minor < 14 else "_os_thread_handle"


def _handle_of(thread):
    return getattr(thread, _HANDLE)


def _know_self(thread):
    """Writes down the thread that calls this, which the system runs already."""
    thread._started.set()
    thread._ident = get_ident()
    if _minor >= 13:
        setattr(thread, _HANDLE, _thread._make_thread_handle(thread._ident))
    thread._native_id = get_native_id()
    _roster.enter(thread)


def _prepare(thread, group, target, name, args, kwargs, daemon, context=None):
    assert group is None, "group argument must be None for now"
    if not name:
        name = _newname()
        called = getattr(target, "__name__", None) if _minor >= 10 and target is not None else None
        if called is not None:
            name += f" ({called})"
    thread._target, thread._name = target, str(name)
    thread._args, thread._kwargs = args, {} if kwargs is None else kwargs
    thread._daemonic = current_thread().daemon if daemon is None else daemon
    if _minor >= 14:
        thread._context = context
    thread._ident = thread._native_id = None
    if _minor >= 13:
        setattr(thread, _HANDLE, _thread._ThreadHandle())
    else:
        thread._tstate_lock = None
    thread._started = Event()
    if _minor < 13:
        thread._is_stopped = False
    thread._initialized = True
    thread._stderr = _sys.stderr
    thread._invoke_excepthook = _make_invoke_excepthook()
    _dangling.add(thread)


# Functions rather than methods: a program's own kind of thread may have a method of any name.

def _need(thread, what="Thread.__init__() not called"):
    if not thread._initialized:
        raise RuntimeError(what)


if _minor >= 13:
    def _launch(thread):
        handle = _handle_of(thread)
        if not thread._daemonic:
            _shutdown_locks.append(handle)
        _thread.start_joinable_thread(thread._bootstrap, handle=handle, daemon=thread.daemon)

    def _is_over(thread):
        return _handle_of(thread).is_done()
else:
    def _launch(thread):
        _thread.start_new_thread(thread._bootstrap, ())

    def _hold_lock(thread):
        thread._tstate_lock = _thread._set_sentinel()
        thread._tstate_lock.acquire()

    def _is_over(thread):
        if not thread._is_stopped and thread._started.is_set():
            thread._wait_for_tstate_lock(False)
        return thread._is_stopped


def _readable(name, field, write=None):
    def read(self):
        assert self._initialized, "Thread.__init__() not called"
        return getattr(self, field)

    read.__name__, read.__qualname__ = name, f"Thread.{name}"
    return property(read, write)


class Thread:
    """A thread of control."""

    _initialized = False

    if _minor < 14:
        def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
            _prepare(self, group, target, name, args, kwargs, daemon)
    else:
        def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None,
                     context=None):
            _prepare(self, group, target, name, args, kwargs, daemon, context)

    def _rename(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    def _set_daemonic(self, daemonic):
        _need(self)
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    name = _readable("name", "_name", _rename)
    daemon = _readable("daemon", "_daemonic", _set_daemonic)
    ident = _readable("ident", "_ident")
    native_id = _readable("native_id", "_native_id")
    del _rename, _set_daemonic

    def setName(self, name):
        _say_old("setName", "set the name attribute")
        self.name = name

    def setDaemon(self, daemonic):
        _say_old("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        _say_old("getName", "get the name attribute")
        return self.name

    def isDaemon(self):
        _say_old("isDaemon", "get the daemon attribute")
        return self.daemon

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # The thread may be an argument, or known to one: it mustn't hold them longer than it needs.
            for held in ("_target", "_args", "_kwargs"):
                delattr(self, held)

    def start(self):
        _need(self, "thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        _roster.expect(self)
        try:
            _launch(self)
        except Exception:
            _roster.give_up(self)
            raise
        self._started.wait()

    def _bootstrap(self):
        self._bootstrap_inner()

    def _bootstrap_inner(self):
        try:
            self._ident = get_ident()
            _thread._name_thread(self._name)
            if _minor < 13:
                _hold_lock(self)
                if not self._daemonic:
                    _shutdown_locks.append(self._tstate_lock)
            self._native_id = get_native_id()
            self._started.set()
            _roster.enter(self)
            tracer, profiler = _hooks.values()
            if tracer:
                _sys.settrace(tracer)
            if profiler:
                _sys.setprofile(profiler)
            try:
                if _minor < 14:
                    self.run()
                else:
                    (_call if self._context is None else self._context.run)(self.run)
            except:
                self._invoke_excepthook(self)
        finally:
            _roster.leave()

    def join(self, timeout=None):
        _need(self)
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        if _minor >= 13:
            _handle_of(self).join(timeout)
        else:
            self._wait_for_tstate_lock(True, -1 if timeout is None else timeout)

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not _is_over(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        over = _is_over(self)
        words = ["stopped" if over else "started" if self._started.is_set() else "initial"]
        if self._daemonic:
            words.append("daemon")
        if self._ident is not None:
            words.append(str(self._ident))
        return f"<{self.__class__.__name__}({self._name}, {' '.join(words)})>"

    if _minor < 13:
        def _stop(self):
            if self._tstate_lock in _shutdown_locks:
                _shutdown_locks.remove(self._tstate_lock)
            self._tstate_lock, self._is_stopped = None, True

        def _wait_for_tstate_lock(self, block=True, timeout=-1):
            lock = self._tstate_lock
            if lock is not None and lock.acquire(block, timeout):
                lock.release()
                self._stop()

    if _minor < 9:
        def isAlive(self):
            import warnings
            warnings.warn("isAlive() is deprecated, use is_alive() instead", DeprecationWarning, stacklevel=2)
            return self.is_alive()


def _call(run):
    """Stands in the place of a context's run (from 3.14): it holds the method while that goes on."""
    run()


class Timer(Thread):
    """Calls a function after a while, unless it is cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval, self.function = interval, function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.cancel()

    def cancel(self):
        self.finished.set()


class _MainThread(Thread):

    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        if _minor < 13:
            _hold_lock(self)
        _know_self(self)


_thread_local_info = local()


class _DeleteDummyThreadOnDel:
    """Lies in a thread's local data, and takes its dummy off the list with them (from 3.13)."""

    def __init__(self, dummy_thread):
        _thread_local_info._track_dummy_thread_ref = self
        self._tident, self._dummy_thread = dummy_thread.ident, dummy_thread

    def __del__(self, roster=_roster):
        with roster.guard:
            if roster.running.get(self._tident) is self._dummy_thread:
                del roster.running[self._tident]


class _DummyThread(Thread):
    """A thread that this module didn't start."""

    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        _know_self(self)
        if _minor >= 13:
            _DeleteDummyThreadOnDel(self)

    if _minor >= 13:
        def is_alive(self):
            if _is_over(self) or not self._started.is_set():
                raise RuntimeError("thread is not alive")
            return True

        def join(self, timeout=None):
            raise RuntimeError("cannot join a dummy thread")
    else:
        def is_alive(self):
            assert self._started.is_set() and not self._is_stopped
            return True

        def join(self, timeout=None):
            assert False, "cannot join a dummy thread"


_main_thread = _MainThread()


# The end of the program.

_threading_atexits, _SHUTTING_DOWN = [], False


def _register_atexit(func, *arg, **kwargs):
    if not _SHUTTING_DOWN:
        return _threading_atexits.append(lambda: func(*arg, **kwargs))
    raise RuntimeError("can't register atexit after shutdown")


def _shutdown():
    global _SHUTTING_DOWN
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    if _minor >= 13:
        _handle_of(_main_thread)._set_done()
    else:
        _main_thread._tstate_lock.release()
        _main_thread._stop()
    while _shutdown_locks:
        end = _shutdown_locks.pop()
        if _minor >= 13:
            end.join()
        else:
            with end:
                pass
