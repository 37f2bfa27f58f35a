//! What `src/sync.rs` gives, made of loom's parts.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

pub(crate) use loom::sync::atomic::{AtomicBool, AtomicI32, AtomicIsize, AtomicU32, AtomicU64};
pub(crate) use loom::sync::{Condvar, Mutex, MutexGuard};

use crate::event::ThreadId;
use crate::interval::SwitchInterval;

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

pub(crate) fn try_lock<T>(mutex: &Mutex<T>) -> Option<MutexGuard<'_, T>> {
    mutex.try_lock().ok()
}

pub(crate) fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap()
}

pub(crate) fn wait<'a, T>(cond: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    cond.wait(guard).unwrap()
}

loom::thread_local! {
    /// Whether this thread has let an interval pass.
    static ELAPSED: Cell<bool> = Cell::new(false);
}

/// loom has no clock. [`SwitchInterval::NEVER`] is a wait that only a signal ends;
/// any other interval is over as soon as another thread has had a chance to run.
/// A thread's second wait is without an end again: two threads that time out for ever would keep
/// the third from running, in an order that no real clock allows.
pub(crate) fn timed_wait<'a, T>(
    cond: &Condvar,
    mutex: &'a Mutex<T>,
    guard: MutexGuard<'a, T>,
    interval: Duration,
) -> (MutexGuard<'a, T>, bool) {
    let elapsed = ELAPSED.with(|elapsed| elapsed.replace(true));
    if elapsed || interval == SwitchInterval::NEVER.wait() {
        return (wait(cond, guard), false);
    }
    drop(guard);
    loom::thread::yield_now();
    (lock(mutex), true)
}

pub(crate) fn this_thread() -> ThreadId {
    let mut hasher = DefaultHasher::new();
    loom::thread::current().id().hash(&mut hasher);
    ThreadId::new(hasher.finish())
}
