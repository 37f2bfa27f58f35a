//! A condition variable that knows whether anybody waits.
//!
//! Signalling one of the standard library's is a call of the operating system each time.
//! The lock signals with every drop, and most of the time nobody waits.

use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use crate::sync::{self, AtomicU32, MutexGuard};

/// A condition variable that is used with one mutex, and signalled with that mutex held.
pub(crate) struct Condvar {
    cond: sync::Condvar,
    /// Changed with the mutex held only, so it is right whenever somebody signals.
    waiters: AtomicU32,
}

impl Condvar {
    pub(crate) fn new() -> Self {
        Condvar {
            cond: sync::Condvar::new(),
            waiters: AtomicU32::new(0),
        }
    }

    /// `COND_SIGNAL`: wakes one waiter. The caller holds the mutex.
    pub(crate) fn signal(&self) {
        if self.waiters.load(Relaxed) > 0 {
            self.cond.notify_one();
        }
    }

    /// Wakes all waiters. The caller holds the mutex.
    pub(crate) fn broadcast(&self) {
        if self.waiters.load(Relaxed) > 0 {
            self.cond.notify_all();
        }
    }

    /// `COND_WAIT`: unlocks, sleeps until somebody signals, and locks again.
    pub(crate) fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        self.count(|waiters| waiters + 1);
        let guard = sync::wait(&self.cond, guard);
        self.count(|waiters| waiters - 1);
        guard
    }

    /// `COND_TIMED_WAIT`: the same, but sleeps no longer than `interval`; also says whether it woke because of that.
    pub(crate) fn timed_wait<'a, T>(
        &self,
        mutex: &'a sync::Mutex<T>,
        guard: MutexGuard<'a, T>,
        interval: Duration,
    ) -> (MutexGuard<'a, T>, bool) {
        self.count(|waiters| waiters + 1);
        let (guard, timed_out) = sync::timed_wait(&self.cond, mutex, guard, interval);
        self.count(|waiters| waiters - 1);
        (guard, timed_out)
    }

    fn count(&self, change: impl Fn(u32) -> u32) {
        self.waiters
            .store(change(self.waiters.load(Relaxed)), Relaxed);
    }
}
