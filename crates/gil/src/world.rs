//! A lock that can be switched off, and the stop that makes switching it on safe (PEP 703).

use std::sync::atomic::Ordering::Relaxed;

use crate::condvar::Condvar;
use crate::event::{Observe, ThreadId};
use crate::interval::SwitchInterval;
use crate::lock::{Lock, PERMANENTLY};
use crate::sync::{AtomicBool, Mutex, lock};

/// A lock and the threads that are attached under it.
pub(crate) struct World<O> {
    pub(crate) lock: Lock<O>,
    gate: Mutex<Gate>,
    changed: Condvar,
    /// `_PY_EVAL_PLEASE_STOP_BIT`, which the attached threads look at.
    please_stop: AtomicBool,
}

/// Who may run.
#[derive(Default)]
struct Gate {
    /// How many threads are attached.
    attached: usize,
    /// The world is stopped, or about to be.
    stopped: bool,
}

impl<O: Observe> World<O> {
    pub(crate) fn new(enabled: bool, observer: O) -> Self {
        let enabled = if enabled { PERMANENTLY } else { 0 };
        World {
            lock: Lock::new(SwitchInterval::DEFAULT, enabled, observer),
            gate: Mutex::new(Gate::default()),
            changed: Condvar::new(),
            please_stop: AtomicBool::new(false),
        }
    }

    // ANCHOR: attach
    /// `_PyThreadState_Attach`: waits until this thread may run, and says whether it holds the lock.
    pub(crate) fn attach(&self, thread: ThreadId) -> bool {
        loop {
            let holds_gil = self.lock.take_gil(thread);
            let mut gate = lock(&self.gate);
            // The lock may have been enabled since take_gil looked.
            if !gate.stopped && (holds_gil || !self.is_gil_enabled()) {
                gate.attached += 1;
                return holds_gil;
            }
            drop(gate);
            if holds_gil {
                self.lock.drop_gil(thread, true);
            }
            gate = lock(&self.gate);
            while gate.stopped {
                gate = self.changed.wait(gate);
            }
        }
    }
    // ANCHOR_END: attach

    /// `_PyThreadState_Detach`.
    pub(crate) fn detach(&self, thread: ThreadId, holds_gil: bool, final_release: bool) {
        let mut gate = lock(&self.gate);
        gate.attached -= 1;
        if gate.attached == 0 && gate.stopped {
            self.changed.broadcast();
        }
        drop(gate);
        if holds_gil {
            self.lock.drop_gil(thread, final_release);
        }
    }

    /// Whether an attached thread must let go at its next checkpoint.
    pub(crate) fn eval_breaker(&self, holds_gil: bool) -> bool {
        self.please_stop.load(Relaxed) || (holds_gil && self.lock.eval_breaker())
    }

    /// `_PyEval_IsGILEnabled`.
    pub(crate) fn is_gil_enabled(&self) -> bool {
        self.lock.enabled() > 0
    }

    // ANCHOR: enable_gil
    /// `_PyEval_EnableGILTransient`: the calling thread is attached before and after, and holds the lock after.
    pub(crate) fn enable_gil_transient(&self, thread: ThreadId, holds_gil: bool) -> bool {
        let enabled = self.lock.enabled();
        if enabled == PERMANENTLY {
            return holds_gil;
        }
        if enabled > 0 {
            // This thread holds the lock, so no other one can change the number.
            self.lock.set_enabled(enabled + 1);
            return holds_gil;
        }
        // All threads run at once. None may be in the middle of something when that ends.
        self.detach(thread, holds_gil, true);
        self.stop_the_world();
        self.lock.set_enabled(self.lock.enabled() + 1);
        self.start_the_world();
        self.attach(thread)
    }
    // ANCHOR_END: enable_gil

    /// `_PyEval_EnableGILPermanent`, by a thread that holds the lock: says whether it wasn't permanent before.
    pub(crate) fn enable_gil_permanent(&self) -> bool {
        let was_transient = self.lock.enabled() != PERMANENTLY;
        self.lock.set_enabled(PERMANENTLY);
        was_transient
    }

    /// `_PyEval_DisableGIL`, by a thread that holds the lock: takes its request back,
    /// and says whether the thread still holds the lock.
    pub(crate) fn disable_gil(&self, thread: ThreadId) -> bool {
        let enabled = self.lock.enabled();
        if enabled == PERMANENTLY {
            return true;
        }
        self.lock.set_enabled(enabled - 1);
        if enabled > 1 {
            return true;
        }
        self.lock.drop_gil(thread, true); // wakes those who wait in take_gil
        false
    }

    /// `_PyEval_StopTheWorld`, by a thread that isn't attached.
    fn stop_the_world(&self) {
        let mut gate = lock(&self.gate);
        while gate.stopped {
            gate = self.changed.wait(gate); // another thread has stopped it
        }
        gate.stopped = true;
        self.please_stop.store(true, Relaxed);
        while gate.attached > 0 {
            gate = self.changed.wait(gate);
        }
    }

    /// `_PyEval_StartTheWorld`.
    fn start_the_world(&self) {
        let mut gate = lock(&self.gate);
        gate.stopped = false;
        self.please_stop.store(false, Relaxed);
        self.changed.broadcast();
    }
}
