"""test.support.threading_helper: threads in tests."""

import threading

from test.support import _block

can_start_thread = True


def requires_working_threading(*, module=False):
    return lambda test: test


def threading_setup():
    return None


def threading_cleanup(*ignored):
    pass


def reap_threads(func):
    return func


@_block
def wait_threads_exit(timeout=None):
    yield


def join_thread(thread, timeout=None):
    thread.join(timeout)


class start_threads:
    """Starts threads, and waits for their end; a class, so that no generator has to run while they are waited for."""

    def __init__(self, threads, unlock=None):
        self.threads, self.unlock = list(threads), unlock

    def __enter__(self):
        for started, thread in enumerate(self.threads):
            try:
                thread.start()
            except BaseException:
                self._end(self.threads[:started])
                raise

    def __exit__(self, *exc_info):
        self._end(self.threads)

    def _end(self, threads):
        if self.unlock:
            self.unlock()
        for thread in threads:
            thread.join()


class catch_threading_exception:
    """Keeps the last exception that ended a thread."""

    def _hook(self, args):
        self.args = args
        self.exc_type = args.exc_type
        self.exc_value = args.exc_value
        self.exc_traceback = args.exc_traceback
        self.thread = args.thread

    def __init__(self):
        self.args = self.exc_type = self.exc_value = self.exc_traceback = self.thread = None
        self._old_hook = None

    def __enter__(self):
        self._old_hook = threading.excepthook
        threading.excepthook = self._hook
        return self

    def __exit__(self, *exc_info):
        threading.excepthook = self._old_hook
        del self.args, self.exc_type, self.exc_value, self.exc_traceback, self.thread


def run_concurrently(worker_func, nthreads=None, args=(), kwargs={}):
    threads = [threading.Thread(target=worker_func, args=args, kwargs=kwargs)
               for _ in range(nthreads)]
    with start_threads(threads):
        pass
