//! [`Held`]: how many bytes a program has asked its allocator for and not given back.

use std::alloc::System;

use cap::Cap;

use crate::meter::Gauge;

/// Counts every byte asked for. It is slower than what it counts for, so nothing is timed in a program that has it.
#[global_allocator]
pub static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// The most bytes held from the beginning of the operation to the end of the step, beyond those held before.
///
/// The allocator remembers the most that was ever held, so a process can measure one operation.
#[derive(Default)]
pub struct Held {
    before: usize,
}

impl Gauge for Held {
    fn begin(&mut self) {
        self.before = ALLOCATOR.allocated();
    }

    fn start(&mut self) {}

    fn stop(&mut self) -> u64 {
        (ALLOCATOR.max_allocated() - self.before) as u64
    }
}
