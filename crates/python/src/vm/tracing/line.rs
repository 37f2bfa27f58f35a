//! When a line is reached.

use crate::code::Op;
use crate::objects::Frame;
use crate::vm::Vm;

impl Frame {
    /// The line that an instruction counts for when lines are traced; none for what the compiler added by itself.
    fn traced_line(&self, at: usize) -> Option<u32> {
        self.body.lines.get(at).copied().filter(|&line| line != 0)
    }

    /// Whether the instruction is the first of its line in the order of the code (`_PyCode_CheckLineNumber`, to 3.9).
    fn starts_line(&self, at: usize) -> bool {
        at == 0 || self.traced_line(at) != self.traced_line(at - 1)
    }
}

impl Vm {
    /// `maybe_call_line_trace`, and from 3.12 `_Py_call_instrumentation_line`: whether the instruction begins a line,
    /// or was jumped back to. What ran before it is `before`: nothing where the frame begins.
    pub(super) fn reaches_line(&mut self, at: usize, before: u32) -> bool {
        let by_place = !self.since(10);
        let waited = self.has_outcome();
        let frame = self.top();
        let Some(line) = frame.traced_line(at) else {
            return false;
        };
        let before = (before as usize).checked_sub(2);
        let back = before.is_some_and(|before| at <= before) && !waited;
        // What waits between two values of a `yield from` or an `await`.
        let waits = matches!(frame.body.ops.get(at), Some(Op::Send(_)));
        if by_place {
            return (back && !waits) || frame.starts_line(at);
        }
        let last = before.and_then(|before| frame.traced_line(before));
        last != Some(line) || (back && !waits)
    }
}
