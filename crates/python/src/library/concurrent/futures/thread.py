"""An executor with threads."""
import sys as _sys
import queue
import threading
import weakref

from concurrent.futures import _base

_version = _sys.version_info[:2]

# Every worker that may still run, with the queue that it takes its work from.
_threads_queues = weakref.WeakKeyDictionary()
_global_shutdown_lock = threading.Lock()
_shutdown = False
_pools = 0


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker's initializer failed."""


class ThreadPoolExecutor(_base.Executor):

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        # One processor, as far as a program here can see.
        workers = 1 + 4 if max_workers is None else max_workers
        if not workers > 0:
            raise ValueError("max_workers must be greater than 0")
        if not (initializer is None or callable(initializer)):
            raise TypeError("initializer must be a callable")
        self._max_workers = workers
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = threading.Semaphore(0)
        self._threads = set()
        self._broken = self._shutdown = False
        self._shutdown_lock = threading.Lock()
        self._thread_name_prefix = thread_name_prefix or _next_name()
        self._initializer, self._initargs = initializer, initargs

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown or _shutdown:
                over = "" if self._shutdown else "interpreter "
                raise RuntimeError("cannot schedule new futures after %sshutdown" % over)
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            if cancel_futures:
                for future in _take_all(self._work_queue):
                    future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _adjust_thread_count(self):
        if self._idle_semaphore.acquire(True, 0):
            return

        # When nobody has the executor any more, a worker that waits shall wake up and end.
        def weakref_cb(_, q=self._work_queue):
            q.put(None)

        started = len(self._threads)
        if started >= self._max_workers:
            return
        thread = threading.Thread(
            None, _worker, "%s_%d" % (self._thread_name_prefix, started),
            (weakref.ref(self, weakref_cb), self._work_queue, self._initializer, self._initargs),
            daemon=True if _version < (3, 9) else None)
        thread.start()
        self._threads.add(thread)
        _threads_queues[thread] = self._work_queue

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            for future in _take_all(self._work_queue):
                future.set_exception(BrokenThreadPool(self._broken))


def _next_name():
    global _pools
    _pools += 1
    return "ThreadPoolExecutor-%d" % (_pools - 1)


class _WorkItem:

    def __init__(self, future, fn, args, kwargs):
        for name, value in (("future", future), ("fn", fn), ("args", args), ("kwargs", kwargs)):
            setattr(self, name, value)

    def run(self):
        if self.future.set_running_or_notify_cancel():
            try:
                value = self.fn(*self.args, **self.kwargs)
            except BaseException as failure:
                self.future.set_exception(failure)
                # The failure's traceback has this frame.
                self = None
            else:
                self.future.set_result(value)


def _take_all(work_queue):
    while True:
        try:
            item = work_queue.get_nowait()
        except queue.Empty:
            return
        if item is not None:
            yield item.future


# A worker holds its executor weakly, and while it waits it holds neither that nor the last piece of work.

def _worker(executor_reference, work_queue, initializer, initargs):
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _report_initializer(executor_reference())
            return
    while True:
        if _version < (3, 12):
            work_item = work_queue.get()
        else:
            try:
                work_item = work_queue.get_nowait()
            except queue.Empty:
                _count_idle(executor_reference())
                work_item = work_queue.get()
        if work_item is None:
            if _is_over(executor_reference()):
                # The next worker shall see it, too.
                work_queue.put(None)
                return
        else:
            work_item.run()
            del work_item
            if _version < (3, 12):
                _count_idle(executor_reference())


def _report_initializer(executor):
    import traceback
    print("Exception in initializer:", file=_sys.stderr)
    traceback.print_exc()
    if executor is not None:
        executor._initializer_failed()


def _count_idle(executor):
    if executor is not None:
        executor._idle_semaphore.release()


def _is_over(executor):
    if executor is None:
        return True
    if _shutdown:
        executor._shutdown = True
    return executor._shutdown


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:
        _shutdown = True
    left = list(_threads_queues.items())
    for _, work_queue in left:
        work_queue.put(None)
    for thread, _ in left:
        thread.join()


threading._register_atexit(_python_exit)
