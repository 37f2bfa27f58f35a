//! Events: each step of a lock as something that can be watched.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A thread, as CPython's `PyThreadState *` names one; numbers are given in the order of asking, from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(u64);

impl ThreadId {
    /// The thread with this number.
    pub const fn new(number: u64) -> Self {
        ThreadId(number)
    }

    /// The number, which is never 0 for a thread that a lock has seen.
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "thread {}", self.0)
    }
}

impl fmt::Display for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// One step of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The lock was held by another thread, so this one goes to sleep.
    Waits {
        /// Who sleeps.
        thread: ThreadId,
    },
    /// A waiter's interval is over and nobody else got the lock meanwhile: it sets `gil_drop_request`.
    DropRequest {
        /// The waiter.
        by: ThreadId,
    },
    /// `take_gil` has the lock.
    Takes {
        /// The new holder.
        thread: ThreadId,
        /// Whether another thread was the last holder.
        switched: bool,
    },
    /// `drop_gil` has let go.
    Drops {
        /// Who held it.
        thread: ThreadId,
    },
    /// `FORCE_SWITCHING`: the dropper waits until another thread has taken the lock.
    WaitsForSwitch {
        /// The dropper.
        thread: ThreadId,
    },
}

/// Somebody who watches. The default, [`Silent`], costs nothing: its calls are compiled away.
pub trait Observe {
    /// One step was made. Called with the lock's own mutex held, so keep it short and don't use the lock.
    fn event(&self, event: Event);
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observe for Silent {
    #[inline(always)]
    fn event(&self, _: Event) {}
}

/// Keeps every event in order; clones share one log.
///
/// ```
/// use gil::{Gil, Log};
///
/// let log = Log::default();
/// let gil = Gil::observed(0, log.clone());
/// *gil.take() += 1;
/// assert_eq!(log.take().len(), 2); // taken, dropped
/// ```
#[derive(Clone, Debug, Default)]
pub struct Log {
    events: Arc<Mutex<Vec<Event>>>,
}

impl Log {
    /// What happened since the last call.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut self.events.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Observe for Log {
    fn event(&self, event: Event) {
        self.events
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(event);
    }
}
