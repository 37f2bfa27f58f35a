//! [`Gil`]: the lock together with what it protects.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::event::{Observe, Silent, ThreadId};
use crate::interval::SwitchInterval;
use crate::lock::{Lock, PERMANENTLY};
use crate::statistics::Statistics;
use crate::sync::{Mutex, MutexGuard, into_inner, this_thread, try_lock};

/// One thread at a time may touch the `T`: the lock of CPython 3.2 and later.
///
/// ```
/// use gil::Gil;
///
/// let gil = Gil::new(0);
/// std::thread::scope(|scope| {
///     for _ in 0..4 {
///         scope.spawn(|| {
///             let mut count = gil.take();
///             for _ in 0..1000 {
///                 *count += 1;
///                 count.checkpoint(); // let others in, if they have asked
///             }
///         });
///     }
/// });
/// assert_eq!(gil.into_inner(), 4000);
/// ```
///
/// # Who holds it
///
/// The lock is a flag, as in CPython. Rust's rules want more than a flag before they hand out a `&mut T`,
/// so the `T` sits in a mutex of its own, which is only ever tried, never waited for:
/// if the flag were wrong even once, [`Gil::take`] would panic.
///
/// # When a thread panics
///
/// The lock is released and goes to the next thread, and the `T` stays as the panicking thread left it.
/// That is what a Python thread does that ends with an uncaught exception.
/// There is no poisoning.
pub struct Gil<T, O = Silent> {
    lock: Lock<O>,
    data: Mutex<T>,
}

impl<T> Gil<T> {
    /// A lock that nobody holds, with the default switch interval of 5 ms.
    pub fn new(data: T) -> Self {
        Gil::observed(data, Silent)
    }
}

impl<T, O: Observe> Gil<T, O> {
    /// The same, with somebody who watches each step.
    pub fn observed(data: T, observer: O) -> Self {
        Gil {
            lock: Lock::new(SwitchInterval::DEFAULT, PERMANENTLY, observer),
            data: Mutex::new(data),
        }
    }

    /// `take_gil`: sleeps until this thread has the lock.
    ///
    /// # Panics
    ///
    /// If this thread holds the lock already.
    pub fn take(&self) -> Held<'_, T, O> {
        let thread = this_thread();
        let mut held = Held {
            gil: self,
            data: None,
            thread,
        };
        held.attach();
        held
    }

    /// The switch interval.
    pub fn switch_interval(&self) -> SwitchInterval {
        self.lock.interval()
    }

    /// Changes the switch interval, from each waiter's next wait on.
    pub fn set_switch_interval(&self, interval: SwitchInterval) {
        self.lock.set_interval(interval);
    }

    /// What was counted so far.
    pub fn statistics(&self) -> Statistics {
        self.lock.statistics()
    }

    /// What the lock protected.
    pub fn into_inner(self) -> T {
        into_inner(self.data)
    }
}

impl<T, O> fmt::Debug for Gil<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Looking at the data would mean to wait for it.
        f.debug_struct("Gil").finish_non_exhaustive()
    }
}

/// This thread holds the lock; dropping the guard is `drop_gil`.
///
/// If a waiter has asked for the lock, dropping waits until another thread has it, as CPython does
/// before a blocking call. Only a thread that panics doesn't wait.
pub struct Held<'a, T, O: Observe = Silent> {
    gil: &'a Gil<T, O>,
    /// `None` while the lock is released in [`Held::allow_threads`].
    data: Option<MutexGuard<'a, T>>,
    thread: ThreadId,
}

impl<T, O: Observe> Held<'_, T, O> {
    // ANCHOR: checkpoint
    /// The look at `eval_breaker`: gives way if a waiter has asked, and says whether it did.
    pub fn checkpoint(&mut self) -> bool {
        if !self.gil.lock.eval_breaker() {
            return false;
        }
        self.detach(false);
        // Other threads may run now.
        self.attach();
        true
    }
    // ANCHOR_END: checkpoint

    // ANCHOR: allow_threads
    /// `Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS`: without the lock while `blocking` runs.
    pub fn allow_threads<R>(&mut self, blocking: impl FnOnce() -> R) -> R {
        self.detach(false);
        let result = blocking();
        self.attach();
        result
    }
    // ANCHOR_END: allow_threads

    /// Whether a waiter has asked for the lock: `gil_drop_request`.
    pub fn drop_requested(&self) -> bool {
        self.gil.lock.eval_breaker()
    }

    /// Which thread this is.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    fn attach(&mut self) {
        self.gil.lock.take_gil(self.thread);
        let data = try_lock(&self.gil.data);
        self.data = Some(data.expect("take_gil let two threads in at once; the lock is broken"));
    }

    fn detach(&mut self, final_release: bool) {
        // The data goes first: who takes the lock next must find it free.
        if self.data.take().is_some() {
            self.gil.lock.drop_gil(self.thread, final_release);
        }
    }
}

impl<T, O: Observe> Deref for Held<'_, T, O> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data
            .as_deref()
            .expect("the guard is borrowed while the lock is released")
    }
}

impl<T, O: Observe> DerefMut for Held<'_, T, O> {
    fn deref_mut(&mut self) -> &mut T {
        self.data
            .as_deref_mut()
            .expect("the guard is borrowed while the lock is released")
    }
}

impl<T, O: Observe> Drop for Held<'_, T, O> {
    fn drop(&mut self) {
        self.detach(std::thread::panicking());
    }
}
