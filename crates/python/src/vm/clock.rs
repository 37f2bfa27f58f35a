//! [`Clock`]: the time that a program sees.
//!
//! It moves with the instructions, and when every thread waits; a real clock is never read.
//! So a program runs the same each time, and a sleep of an hour costs nothing.

/// What an instruction takes: the policy by which instructions and time are exchanged.
///
/// CPython runs some 20 million instructions in a second on a machine of today;
/// the switch interval of 5 ms is then as long as 100,000 instructions.
pub(crate) const NANOSECONDS_PER_STEP: u64 = 50;

/// What `time.time()` gives when the program starts, in seconds: noon of New Year's Day 2026, UTC.
pub(crate) const EPOCH_SECONDS: u64 = 1_767_268_800;

/// Nanoseconds since the program's start, and with them the instructions: there is one count of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    now: u64,
    /// What of this passed without an instruction.
    idle: u64,
}

impl Clock {
    /// Nanoseconds since the program's start: `time.monotonic_ns()`.
    #[inline]
    pub(crate) fn now(&self) -> u64 {
        self.now
    }

    /// Nanoseconds since 1970: `time.time_ns()`.
    pub(crate) fn since_1970(&self) -> u64 {
        self.now.saturating_add(EPOCH_SECONDS * 1_000_000_000)
    }

    /// One instruction. Says how late it is.
    #[inline]
    pub(crate) fn step(&mut self) -> u64 {
        self.now = self.now.saturating_add(NANOSECONDS_PER_STEP);
        self.now
    }

    /// One instruction, if it isn't later than this after it. Says whether there was time for it.
    #[inline]
    pub(crate) fn step_until(&mut self, moment: u64) -> bool {
        let next = self.next_step();
        let has_time = next <= moment;
        if has_time {
            self.now = next;
        }
        has_time
    }

    /// So many instructions at once: native code that takes as long.
    pub(crate) fn pass(&mut self, steps: u64) {
        let nanoseconds = steps.saturating_mul(NANOSECONDS_PER_STEP);
        self.now = self.now.saturating_add(nanoseconds);
    }

    /// How late it will be after the next instruction.
    #[inline]
    pub(crate) fn next_step(&self) -> u64 {
        self.now.saturating_add(NANOSECONDS_PER_STEP)
    }

    /// How many instructions there were.
    pub(crate) fn steps(&self) -> u64 {
        (self.now - self.idle) / NANOSECONDS_PER_STEP
    }

    /// When there will have been so many, if nobody waits.
    pub(crate) fn when(&self, steps: u64) -> u64 {
        self.idle
            .saturating_add(steps.saturating_mul(NANOSECONDS_PER_STEP))
    }

    /// So much time passes: in a long native call, or because nobody can run.
    pub(crate) fn advance(&mut self, nanoseconds: u64) {
        let later = self.now.saturating_add(nanoseconds);
        self.idle += later - self.now;
        self.now = later;
    }

    /// It gets as late as this, unless it is later.
    pub(crate) fn advance_to(&mut self, moment: u64) {
        self.advance(moment.saturating_sub(self.now));
    }
}
