//! The lock itself, without what it protects: `Python/ceval_gil.c`.

use std::sync::atomic::Ordering::Relaxed;

use crate::condvar::Condvar;
use crate::event::{Event, Observe, ThreadId};
use crate::interval::SwitchInterval;
use crate::statistics::Statistics;
use crate::sync::{AtomicBool, Mutex, lock};

/// `gil->enabled` when the lock can't be disabled any more.
pub(crate) const PERMANENTLY: i32 = i32::MAX;

/// `struct _gil_runtime_state`: two mutexes, two condition variables, and a request.
pub(crate) struct Lock<O> {
    /// `gil->mutex`, which is held for a few instructions at a time.
    mutex: Mutex<State>,
    /// `gil->cond`: the lock was dropped.
    cond: Condvar,
    /// `gil->switch_mutex`, with the `last_holder` that it protects.
    switch_mutex: Mutex<Option<ThreadId>>,
    /// `gil->switch_cond`: another thread has taken the lock.
    switch_cond: Condvar,
    /// What the holder looks at in each checkpoint. A bit of the holder's `eval_breaker` from 3.13 on.
    gil_drop_request: AtomicBool,
    /// Who watches.
    observer: O,
}

/// What `gil->mutex` protects.
struct State {
    locked: bool,
    interval: SwitchInterval,
    /// `gil->enabled` of free-threaded builds: how many have asked for the lock; all other builds: always.
    enabled: i32,
    statistics: Statistics,
}

impl<O: Observe> Lock<O> {
    /// `create_gil`: nobody has it, nobody ever had it.
    pub(crate) fn new(interval: SwitchInterval, enabled: i32, observer: O) -> Self {
        Lock {
            mutex: Mutex::new(State {
                locked: false,
                interval,
                enabled,
                statistics: Statistics::default(),
            }),
            cond: Condvar::new(),
            switch_mutex: Mutex::new(None),
            switch_cond: Condvar::new(),
            gil_drop_request: AtomicBool::new(false),
            observer,
        }
    }

    // ANCHOR: take_gil
    /// Waits for the lock; asks the holder to let go when an interval has passed without a switch.
    /// Says whether it has the lock: not when a free-threaded build has it disabled.
    pub(crate) fn take_gil(&self, thread: ThreadId) -> bool {
        let mut gil = lock(&self.mutex);
        while gil.locked && gil.enabled > 0 {
            self.refuse_to_wait_for_itself(thread);
            gil.statistics.waits += 1;
            self.observer.event(Event::Waits { thread });
            let saved_switchnum = gil.statistics.switch_number;
            let interval = gil.interval.wait();
            let timed_out;
            (gil, timed_out) = self.cond.timed_wait(&self.mutex, gil, interval);
            if timed_out && gil.locked && gil.statistics.switch_number == saved_switchnum {
                gil.statistics.drop_requests += 1;
                self.observer.event(Event::DropRequest { by: thread });
                self.gil_drop_request.store(true, Relaxed);
            }
        }
        if gil.enabled == 0 {
            self.cond.signal(); // the next waiter shall see it too
            return false;
        }

        // The dropper reads last_holder under this mutex, so it sees the old holder or the new one.
        let mut last_holder = lock(&self.switch_mutex);
        gil.locked = true;
        let switched = *last_holder != Some(thread);
        if switched {
            *last_holder = Some(thread);
            gil.statistics.switch_number += 1;
        }
        self.observer.event(Event::Takes { thread, switched });
        self.switch_cond.signal();
        drop(last_holder);
        self.gil_drop_request.store(false, Relaxed);
        true
    }
    // ANCHOR_END: take_gil

    // ANCHOR: drop_gil
    /// Lets go, wakes a waiter, and, if one had asked, waits until another thread has the lock.
    /// With `final_release` it doesn't wait: this thread will not come back.
    pub(crate) fn drop_gil(&self, thread: ThreadId, final_release: bool) {
        let mut gil = lock(&self.mutex);
        assert!(gil.locked, "drop_gil: GIL is not locked");
        gil.locked = false;
        self.observer.event(Event::Drops { thread });
        self.cond.signal();
        drop(gil);

        // FORCE_SWITCHING: otherwise this thread, still awake, would take the lock again
        // before the sleeper has opened its eyes.
        if !final_release && self.gil_drop_request.load(Relaxed) {
            let mut last_holder = lock(&self.switch_mutex);
            if *last_holder == Some(thread) {
                self.gil_drop_request.store(false, Relaxed);
                self.observer.event(Event::WaitsForSwitch { thread });
            }
            while *last_holder == Some(thread) {
                last_holder = self.switch_cond.wait(last_holder);
            }
        }
    }
    // ANCHOR_END: drop_gil

    /// Whether a waiter has asked the holder to let go.
    pub(crate) fn eval_breaker(&self) -> bool {
        self.gil_drop_request.load(Relaxed)
    }

    /// CPython would sleep for ever here.
    fn refuse_to_wait_for_itself(&self, thread: ThreadId) {
        // Nobody else can become the holder or stop being it while gil->mutex is held.
        let last_holder = *lock(&self.switch_mutex);
        assert!(
            last_holder != Some(thread),
            "{thread} holds the lock and asks for it again; drop the first guard, or pass it on"
        );
    }

    pub(crate) fn observer(&self) -> &O {
        &self.observer
    }

    pub(crate) fn interval(&self) -> SwitchInterval {
        lock(&self.mutex).interval
    }

    pub(crate) fn set_interval(&self, interval: SwitchInterval) {
        lock(&self.mutex).interval = interval;
    }

    pub(crate) fn statistics(&self) -> Statistics {
        lock(&self.mutex).statistics
    }

    /// `gil->enabled`.
    pub(crate) fn enabled(&self) -> i32 {
        lock(&self.mutex).enabled
    }

    /// Changes `gil->enabled`; the caller sees to it that no other thread is attached, or that it holds the lock.
    pub(crate) fn set_enabled(&self, enabled: i32) {
        lock(&self.mutex).enabled = enabled;
    }
}
