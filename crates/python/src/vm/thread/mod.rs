//! Threads of Python: all in one native thread, taking turns.

mod state;

pub(crate) use state::ThreadState;

use super::{R, Vm};

impl Vm {
    /// `time.sleep`: the calling thread waits so many nanoseconds, and others run meanwhile.
    pub(crate) fn sleep(&mut self, nanoseconds: u64) -> R<()> {
        self.clock.advance(nanoseconds);
        Ok(())
    }
}
