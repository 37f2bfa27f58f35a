"""Threads, and what they wait for: on top of _thread."""
import sys as _sys
import _thread
from _collections import deque as _deque
from _thread import _local as local
from _thread import get_ident, get_native_id, stack_size
from weakref import WeakSet

_minor = _sys.version_info[1]

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread",
           "TIMEOUT_MAX", "Event", "Lock", "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier",
           "BrokenBarrierError", "Timer", "ThreadError", "local", "stack_size", "excepthook",
           "ExceptHookArgs", "get_native_id"]
__absent__ = ()
if _minor < 15:
    __absent__ += ("serialize_iterator", "synchronized_iterator", "concurrent_tee")
if _minor < 12:
    __absent__ += ("setprofile_all_threads", "settrace_all_threads")
if _minor < 10:
    __absent__ += ("__excepthook__", "gettrace", "getprofile")

ThreadError = _thread.error
TIMEOUT_MAX = _thread.TIMEOUT_MAX
_time = _thread._monotonic
_allocate_lock = _thread.allocate_lock
Lock = _thread.lock if _minor >= 13 else _thread.allocate_lock


def RLock(*args, **kwargs):
    return _thread.RLock(*args, **kwargs)


class Condition:
    """A lock, and threads that wait until another one says that something has changed."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        if _minor >= 14 and hasattr(lock, "locked"):
            self.locked = lock.locked
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return "<Condition(%s, %d)>" % (self._lock, len(self._waiters))

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, x):
        self._lock.acquire()

    def _is_owned(self):
        # A plain lock doesn't say whose it is: it is somebody's if it can't be had.
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        saved_state = self._release_save()
        gotit = False
        try:
            if timeout is None:
                waiter.acquire()
                gotit = True
            elif timeout > 0:
                gotit = waiter.acquire(True, timeout)
            else:
                gotit = waiter.acquire(False)
            return gotit
        finally:
            self._acquire_restore(saved_state)
            if not gotit:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        endtime = None
        waittime = timeout
        result = predicate()
        while not result:
            if waittime is not None:
                if endtime is None:
                    endtime = _time() + waittime
                else:
                    waittime = endtime - _time()
                    if waittime <= 0:
                        break
            self.wait(waittime)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters[0]
            try:
                waiter.release()
            except RuntimeError:
                # Its wait timed out, and it is about to take itself off the list.
                pass
            else:
                n -= 1
            try:
                waiters.remove(waiter)
            except ValueError:
                pass

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


class Semaphore:
    """A number that release makes larger and acquire smaller; at zero, acquire waits."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    if _minor >= 11:
        def __repr__(self):
            cls = self.__class__
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        rc = False
        endtime = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    break
                if timeout is not None:
                    if endtime is None:
                        endtime = _time() + timeout
                    else:
                        timeout = endtime - _time()
                        if timeout <= 0:
                            break
                self._cond.wait(timeout)
            else:
                self._value -= 1
                rc = True
        return rc

    __enter__ = acquire

    if _minor >= 9:
        def release(self, n=1):
            if n < 1:
                raise ValueError("n must be one or more")
            with self._cond:
                self._value += n
                if _minor >= 11:
                    self._cond.notify(n)
                else:
                    for i in range(n):
                        self._cond.notify()
    else:
        def release(self):
            with self._cond:
                self._value += 1
                self._cond.notify()

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses to get larger than it was."""

    def __init__(self, value=1):
        if _minor >= 11:
            super().__init__(value)
        else:
            Semaphore.__init__(self, value)
        self._initial_value = value

    if _minor >= 11:
        def __repr__(self):
            cls = self.__class__
            return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                    f"value={self._value}/{self._initial_value}>")

    if _minor >= 9:
        def release(self, n=1):
            if n < 1:
                raise ValueError("n must be one or more")
            with self._cond:
                if self._value + n > self._initial_value:
                    raise ValueError("Semaphore released too many times")
                self._value += n
                if _minor >= 11:
                    self._cond.notify(n)
                else:
                    for i in range(n):
                        self._cond.notify()
    else:
        def release(self):
            with self._cond:
                if self._value >= self._initial_value:
                    raise ValueError("Semaphore released too many times")
                self._value += 1
                self._cond.notify()


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    if _minor >= 11:
        def __repr__(self):
            cls = self.__class__
            status = "set" if self._flag else "unset"
            return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled


class Barrier:
    """A place where a number of threads wait for each other, again and again."""

    # The states are: 0 filling, 1 draining, -1 resetting, -2 broken.

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            if _minor >= 14:
                raise ValueError("parties must be >= 1")
            if _minor >= 13:
                raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    if _minor >= 11:
        def __repr__(self):
            cls = self.__class__
            if self.broken:
                return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>"
            return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}:"
                    f" waiters={self.n_waiting}/{self.parties}>")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._release()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        while self._state in (-1, 1):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError
        assert self._state == 0

    def _release(self):
        try:
            if self._action:
                self._action()
            self._state = 1
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError
        assert self._state == 1

    def _exit(self):
        if self._count == 0:
            if self._state in (-1, 1):
                self._state = 0
                self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state == 0:
                    self._state = -1
                elif self._state == -2:
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        if self._state == 0:
            return self._count
        return 0

    @property
    def broken(self):
        return self._state == -2


class BrokenBarrierError(RuntimeError):
    pass


def _deprecated(text):
    if _minor >= 10:
        import warnings
        warnings.warn(text, DeprecationWarning, stacklevel=3)


_counter = 0 if _minor >= 10 else 1


def _newname(name_template="Thread-%d"):
    global _counter
    if _minor >= 10:
        _counter += 1
        return name_template % _counter
    number = _counter
    _counter += 1
    return name_template % number


_active_limbo_lock = RLock() if _minor >= 10 else _allocate_lock()
_active = {}
_limbo = {}
_dangling = WeakSet()
# What says when a thread that isn't a daemon is over: waited for at the end.
_shutdown_locks = []


class Thread:
    """A thread of control. Its end is told by a lock (to 3.12), or by a handle (from 3.13)."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None,
                 **context):
        if context:
            if _minor < 14 or list(context) != ["context"]:
                raise TypeError("__init__() got an unexpected keyword argument %r" % list(context)[0])
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if _minor >= 10:
            if name:
                name = str(name)
            else:
                name = _newname("Thread-%d")
                if target is not None:
                    try:
                        name += f" ({target.__name__})"
                    except AttributeError:
                        pass
        else:
            name = str(name or _newname())
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        if daemon is not None:
            self._daemonic = daemon
        else:
            self._daemonic = current_thread().daemon
        if _minor >= 14:
            self._context = context.get("context")
        self._ident = None
        self._native_id = None
        if _minor >= 13:
            self._handle = _thread._ThreadHandle()
        else:
            self._tstate_lock = None
        self._started = Event()
        if _minor < 13:
            self._is_stopped = False
        self._initialized = True
        self._stderr = _sys.stderr
        self._invoke_excepthook = _invoke_excepthook
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "started"
            if not self.is_alive():
                status = "stopped"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += " %s" % self._ident
        return "<%s(%s, %s)>" % (self.__class__.__name__, self._name, status)

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            if _minor >= 13:
                if not self._daemonic:
                    _shutdown_locks.append(self._handle)
                _thread.start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
            else:
                _thread.start_new_thread(self._bootstrap, ())
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # A circle through what the target holds would be the caller's loss.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._bootstrap_inner()

    def _bootstrap_inner(self):
        try:
            self._ident = get_ident()
            _thread._name_thread(self._name)
            if _minor < 13:
                self._tstate_lock = _thread._set_sentinel()
                self._tstate_lock.acquire()
                if not self._daemonic:
                    _shutdown_locks.append(self._tstate_lock)
            self._native_id = get_native_id()
            self._started.set()
            with _active_limbo_lock:
                _active[self._ident] = self
                del _limbo[self]
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            with _active_limbo_lock:
                del _active[get_ident()]

    def _stop(self):
        lock = self._tstate_lock
        if lock in _shutdown_locks:
            _shutdown_locks.remove(lock)
        self._is_stopped = True
        self._tstate_lock = None

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        if _minor >= 13:
            self._handle.join(timeout)
        else:
            self._wait_for_tstate_lock(True, -1 if timeout is None else timeout)

    def _wait_for_tstate_lock(self, block, timeout):
        lock = self._tstate_lock
        if lock is None:
            return
        if lock.acquire(block, timeout) if block else lock.acquire(False):
            lock.release()
            self._stop()

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        if _minor >= 13:
            return self._started.is_set() and not self._handle.is_done()
        if self._is_stopped or not self._started.is_set():
            return False
        self._wait_for_tstate_lock(False, -1)
        return not self._is_stopped

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name


class ExceptHookArgs(tuple):
    """What threading.excepthook is given."""

    def __new__(cls, args):
        args = tuple(args)
        if len(args) != 4:
            raise TypeError("ExceptHookArgs() takes a 4-sequence (%d-sequence given)" % len(args))
        return tuple.__new__(cls, args)

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        return "_thread.%s(exc_type=%r, exc_value=%r, exc_traceback=%r, thread=%r)" % (
            (type(self).__name__,) + tuple(self))


ExceptHookArgs.__module__ = "_thread"
ExceptHookArgs.__name__ = "_ExceptHookArgs" if _minor >= 10 else "ExceptHookArgs"
ExceptHookArgs.__qualname__ = ExceptHookArgs.__name__


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    stderr = _sys.stderr
    if stderr is None:
        stderr = args.thread._stderr if args.thread is not None else None
        if stderr is None:
            return
    name = args.thread.name if args.thread is not None else get_ident()
    import traceback
    print("Exception in thread %s:" % name, file=stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback, file=stderr)


if _minor >= 10:
    __excepthook__ = excepthook
_first_excepthook = excepthook


def _invoke_excepthook(thread):
    try:
        hook = excepthook
        if hook is None:
            hook = _first_excepthook
        args = ExceptHookArgs([*_sys.exc_info(), thread])
        hook(args)
    except Exception as exc:
        exc.__suppress_context__ = True
        del exc
        stderr = _sys.stderr if _sys.stderr is not None else thread._stderr
        print("Exception in threading.excepthook:", file=stderr)
        _sys.excepthook(*_sys.exc_info())
    finally:
        args = None


class Timer(Thread):
    """Calls a function after a while, unless it is cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):

    def __init__(self):
        Thread.__init__(self, name="MainThread", daemon=False)
        if _minor < 13:
            self._tstate_lock = _thread._set_sentinel()
            self._tstate_lock.acquire()
        self._started.set()
        self._ident = get_ident()
        if _minor >= 13:
            self._handle = _thread._make_thread_handle(self._ident)
        self._native_id = get_native_id()
        with _active_limbo_lock:
            _active[self._ident] = self


class _DeleteDummyThreadOnDel:
    """Takes a thread that this module didn't start off the list when it ends (from 3.13)."""

    def __init__(self, dummy_thread):
        self._dummy_thread = dummy_thread
        self._tident = dummy_thread.ident
        _thread_local_info._track_dummy_thread_ref = self

    def __del__(self, _active_limbo_lock=_active_limbo_lock, _active=_active):
        with _active_limbo_lock:
            if _active.get(self._tident) is self._dummy_thread:
                _active.pop(self._tident, None)


class _DummyThread(Thread):
    """A thread that this module didn't start."""

    def __init__(self):
        Thread.__init__(self, name=_newname("Dummy-%d"), daemon=True)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        if _minor >= 13:
            self._handle = _thread._make_thread_handle(self._ident)
        with _active_limbo_lock:
            _active[self._ident] = self
        if _minor >= 13:
            _DeleteDummyThreadOnDel(self)

    def is_alive(self):
        if _minor >= 13:
            if not self._handle.is_done() and self._started.is_set():
                return True
            raise RuntimeError("thread is not alive")
        assert not self._is_stopped and self._started.is_set()
        return True

    def join(self, timeout=None):
        if _minor >= 13:
            raise RuntimeError("cannot join a dummy thread")
        assert False, "cannot join a dummy thread"


_thread_local_info = local()


def current_thread():
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def active_count():
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def enumerate():
    with _active_limbo_lock:
        return list(_active.values()) + list(_limbo.values())


_threading_atexits = []
_SHUTTING_DOWN = False


def _register_atexit(func, *arg, **kwargs):
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(lambda: func(*arg, **kwargs))


_main_thread = _MainThread()


def _shutdown():
    global _SHUTTING_DOWN
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    if _minor >= 13:
        _main_thread._handle._set_done()
        while _shutdown_locks:
            _shutdown_locks.pop().join()
    else:
        _main_thread._tstate_lock.release()
        _main_thread._stop()
        while _shutdown_locks:
            lock = _shutdown_locks.pop()
            lock.acquire()
            lock.release()


def main_thread():
    return _main_thread
