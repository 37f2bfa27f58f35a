//! The parts that everything else is made of: a mutex, a condition variable, atomics, and who is running.
//!
//! All other modules ask for these here and nowhere else.
//! The model test has a file of the same name whose parts come from loom, and compiles the very same modules with it.

use std::cell::Cell;
pub(crate) use std::sync::atomic::{AtomicBool, AtomicI32, AtomicIsize, AtomicU32, AtomicU64};
pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};
use std::sync::{PoisonError, TryLockError};
use std::time::Duration;

use crate::event::ThreadId;

/// Locks, whether or not a thread has panicked with the lock: see "When a thread panics" in [`crate::Gil`].
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Locks if nobody else has the lock.
pub(crate) fn try_lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    match mutex.try_lock() {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

/// What the mutex held, when nobody shares it any more.
pub(crate) fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// `COND_WAIT`: unlocks, sleeps until somebody signals, and locks again.
pub(crate) fn wait<'a, T>(cond: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    cond.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// `COND_TIMED_WAIT`: the same, but sleeps no longer than `interval`; also says whether it woke because of that.
/// The mutex is the guard's own, as in CPython's macro; the model needs it.
pub(crate) fn timed_wait<'a, T>(
    cond: &Condvar,
    _mutex: &'a Mutex<T>,
    guard: MutexGuard<'a, T>,
    interval: Duration,
) -> (MutexGuard<'a, T>, bool) {
    let (guard, result) = cond
        .wait_timeout(guard, interval)
        .unwrap_or_else(PoisonError::into_inner);
    (guard, result.timed_out())
}

/// The number of the thread that asks; a thread gets its number when it first asks.
pub(crate) fn this_thread() -> ThreadId {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    thread_local!(static ME: Cell<Option<ThreadId>> = const { Cell::new(None) });
    ME.with(|me| {
        me.get().unwrap_or_else(|| {
            let id = ThreadId::new(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
            me.set(Some(id));
            id
        })
    })
}
