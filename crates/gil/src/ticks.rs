//! [`Ticks`]: the lock that CPython had to 3.1, which counts instructions.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::Ordering::Relaxed;

use crate::condvar::Condvar;
use crate::event::{Event, Observe, Silent, ThreadId};
use crate::statistics::Statistics;
use crate::sync::{AtomicI32, Mutex, MutexGuard, into_inner, lock, this_thread, try_lock};

/// One thread at a time, in the way of `Python/ceval.c` to 3.1 (read at v2.7.18).
///
/// The holder counts down `_Py_Ticker` in each checkpoint.
/// When it falls below zero, `sys.getcheckinterval()` checkpoints later (100 by default), it releases the lock and takes it again at once.
/// A waiter is woken, but nothing makes the holder wait for it:
/// more often than not the holder is faster, and the waiter goes back to sleep.
///
/// ```
/// use gil::Ticks;
///
/// let lock = Ticks::new(0);
/// let mut count = lock.take();
/// for _ in 0..1000 {
///     *count += 1;
///     count.checkpoint();
/// }
/// drop(count);
/// // 10 times released for nobody: each time the same thread took it again.
/// assert_eq!(lock.released(), 10);
/// assert_eq!(lock.statistics().switch_number, 1);
/// ```
///
/// A panic is treated as in [`crate::Gil`].
pub struct Ticks<T, O = Silent> {
    /// `interpreter_lock`, which is a `PyThread_type_lock`: taken or not.
    interpreter_lock: Mutex<State>,
    lock_released: Condvar,
    /// `_Py_Ticker`: one for all threads. Only the holder touches it.
    ticker: AtomicI32,
    /// `_Py_CheckInterval`.
    check_interval: AtomicI32,
    observer: O,
    data: Mutex<T>,
}

struct State {
    locked: bool,
    last_holder: Option<ThreadId>,
    /// How often a checkpoint released the lock.
    released: u64,
    statistics: Statistics,
}

impl<T> Ticks<T> {
    /// A lock that nobody holds, with the default check interval of 100.
    pub fn new(data: T) -> Self {
        Ticks::observed(data, Silent)
    }
}

impl<T, O: Observe> Ticks<T, O> {
    /// `_Py_CheckInterval` at the start: `sys.getcheckinterval()`.
    pub const CHECK_INTERVAL: i32 = 100;

    /// The same, with somebody who watches each step.
    pub fn observed(data: T, observer: O) -> Self {
        Ticks {
            interpreter_lock: Mutex::new(State {
                locked: false,
                last_holder: None,
                released: 0,
                statistics: Statistics::default(),
            }),
            lock_released: Condvar::new(),
            ticker: AtomicI32::new(0), // so that the first checkpoint is a tick
            check_interval: AtomicI32::new(Self::CHECK_INTERVAL),
            observer,
            data: Mutex::new(data),
        }
    }

    /// `PyThread_acquire_lock(interpreter_lock, 1)`: sleeps until this thread has the lock.
    ///
    /// # Panics
    ///
    /// If this thread holds the lock already.
    pub fn take(&self) -> Ticking<'_, T, O> {
        let mut held = Ticking {
            ticks: self,
            data: None,
            thread: this_thread(),
        };
        held.attach();
        held
    }

    /// `sys.getcheckinterval()`.
    pub fn check_interval(&self) -> i32 {
        self.check_interval.load(Relaxed)
    }

    /// `sys.setcheckinterval(ticks)`: how many checkpoints lie between two releases, from now on.
    /// Zero and below mean none: each checkpoint releases.
    pub fn set_check_interval(&self, ticks: i32) {
        self.check_interval.store(ticks, Relaxed);
        self.ticker.store(ticks, Relaxed);
    }

    /// How often a checkpoint released the lock, whoever got it then.
    pub fn released(&self) -> u64 {
        lock(&self.interpreter_lock).released
    }

    /// What was counted so far. There are no drop requests in this scheme.
    pub fn statistics(&self) -> Statistics {
        lock(&self.interpreter_lock).statistics
    }

    /// What the lock protected.
    pub fn into_inner(self) -> T {
        into_inner(self.data)
    }

    /// `PyThread_acquire_lock(interpreter_lock, 1)`.
    fn acquire_lock(&self, thread: ThreadId) {
        let mut state = lock(&self.interpreter_lock);
        while state.locked {
            assert!(
                state.last_holder != Some(thread),
                "{thread} holds the lock and asks for it again; drop the first guard, or pass it on"
            );
            state.statistics.waits += 1;
            self.observer.event(Event::Waits { thread });
            state = self.lock_released.wait(state);
        }
        state.locked = true;
        let switched = state.last_holder.replace(thread) != Some(thread);
        state.statistics.switch_number += u64::from(switched);
        self.observer.event(Event::Takes { thread, switched });
    }

    /// `PyThread_release_lock(interpreter_lock)`.
    fn release_lock(&self, thread: ThreadId) {
        let mut state = lock(&self.interpreter_lock);
        state.locked = false;
        self.observer.event(Event::Drops { thread });
        self.lock_released.signal();
    }
}

impl<T, O> fmt::Debug for Ticks<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticks").finish_non_exhaustive()
    }
}

/// This thread holds the lock; dropping the guard releases it.
pub struct Ticking<'a, T, O: Observe = Silent> {
    ticks: &'a Ticks<T, O>,
    /// `None` while the lock is released.
    data: Option<MutexGuard<'a, T>>,
    thread: ThreadId,
}

impl<T, O: Observe> Ticking<'_, T, O> {
    // ANCHOR: ticks
    /// One tick. After the last one of a check interval: releases the lock and takes it again, and says so.
    pub fn checkpoint(&mut self) -> bool {
        let ticker = self.ticks.ticker.load(Relaxed) - 1;
        self.ticks.ticker.store(ticker, Relaxed);
        if ticker >= 0 {
            return false;
        }
        self.ticks
            .ticker
            .store(self.ticks.check_interval(), Relaxed);
        lock(&self.ticks.interpreter_lock).released += 1;
        self.detach();
        // Other threads may run now, if they are quick.
        self.attach();
        true
    }
    // ANCHOR_END: ticks

    /// `Py_BEGIN_ALLOW_THREADS … Py_END_ALLOW_THREADS`: without the lock while `blocking` runs.
    pub fn allow_threads<R>(&mut self, blocking: impl FnOnce() -> R) -> R {
        self.detach();
        let result = blocking();
        self.attach();
        result
    }

    /// Which thread this is.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    fn attach(&mut self) {
        self.ticks.acquire_lock(self.thread);
        let data = try_lock(&self.ticks.data);
        self.data = Some(data.expect("two threads hold the lock at once; the lock is broken"));
    }

    fn detach(&mut self) {
        if self.data.take().is_some() {
            self.ticks.release_lock(self.thread);
        }
    }
}

impl<T, O: Observe> Deref for Ticking<'_, T, O> {
    type Target = T;

    fn deref(&self) -> &T {
        self.data
            .as_deref()
            .expect("the guard is borrowed while the lock is released")
    }
}

impl<T, O: Observe> DerefMut for Ticking<'_, T, O> {
    fn deref_mut(&mut self) -> &mut T {
        self.data
            .as_deref_mut()
            .expect("the guard is borrowed while the lock is released")
    }
}

impl<T, O: Observe> Drop for Ticking<'_, T, O> {
    fn drop(&mut self) {
        self.detach();
    }
}
