//! The three ways to decide who computes.

use crate::interval::SwitchInterval;

/// How long a sleeping thread needs from being woken to running, in microseconds. An assumption of the model:
/// what matters is that it is longer than the gap between a release and the next take by a thread that is awake.
pub const WAKE_UP: u64 = 50;

/// Who may compute. Every thread has a processor of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// To 3.1: the holder releases the lock and takes it again every `check_every` microseconds.
    Ticks {
        /// What a hundred instructions take. At least 1.
        check_every: u64,
    },
    /// From 3.2: the holder gives way when a waiter has asked, which it does after the switch interval.
    Gil {
        /// `sys.getswitchinterval()`.
        switch_interval: SwitchInterval,
    },
    /// No lock: all compute at once.
    Free,
}

impl Scheme {
    /// The old scheme; a hundred instructions take 10 microseconds, a round number for the hardware of its time.
    pub const fn ticks() -> Self {
        Scheme::Ticks { check_every: 10 }
    }

    /// The new scheme with its default interval of 5 milliseconds.
    pub const fn gil() -> Self {
        Scheme::Gil {
            switch_interval: SwitchInterval::DEFAULT,
        }
    }
}
