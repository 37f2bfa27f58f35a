//! The error when every thread waits for ever.

use super::wait::On;
use super::{ThreadState, Vm};
use crate::vm::Stop;

impl Vm {
    /// Who waits for what, and where.
    pub(super) fn deadlock(&self) -> Stop {
        let threads: Vec<String> = self
            .threads
            .parked
            .values()
            .chain((self.thread.number != 0).then_some(&self.thread))
            .map(|thread| self.waiting(thread))
            .collect();
        Stop::Deadlock(threads.join("; "))
    }

    fn waiting(&self, thread: &ThreadState) -> String {
        let name = match &thread.name {
            Some(name) => name.to_string(),
            None => format!("thread {}", thread.number),
        };
        let what = match thread.wait.map(|wait| wait.on) {
            Some(On::Object(object)) => self.plain_repr(object),
            Some(On::Nesting) => {
                "a native call of another thread that lies above its own".to_owned()
            }
            Some(On::Time) | None => "its turn".to_owned(),
        };
        let innermost = thread.frames.iter().rev();
        let place = innermost
            .clone()
            .find(|frame| frame.body.file.is_program)
            .or_else(|| thread.frames.last());
        match place {
            Some(frame) => format!(
                "{name} waits for {what} in {} (line {})",
                self.text(frame.body.name),
                self.line_of(frame)
            ),
            None => format!("{name} waits for {what}"),
        }
    }
}
