//! Jumps and loops.

use crate::code::Op;
use crate::vm::{R, Vm};

impl Vm {
    #[inline]
    pub(super) fn jump_backward(&mut self, target: u32) {
        self.top().ip = target as usize;
        if self.version.minor() == 11 {
            self.warm_up();
        }
        if self.gc.is_scheduled() {
            gc::safe_point(self);
        }
    }

    /// The turn of a `for` loop makes code warm (3.11); that of a `while` loop ends in another instruction.
    fn warm_up(&mut self) {
        let frame = self.top();
        if let Some(Op::ForIter(_)) = frame.body.ops.get(frame.ip) {
            frame.body.hints.warm();
        }
    }

    pub(super) fn pop_jump_if(&mut self, target: u32, wanted: bool) -> R<()> {
        let value = self.pop();
        let truth = value.get().map_or(Ok(false), |object| self.truth(object));
        self.close(value);
        if truth? == wanted {
            self.top().ip = target as usize;
        }
        Ok(())
    }

    pub(super) fn jump_if_or_pop(&mut self, target: u32, wanted: bool) -> R<()> {
        let object = self.peek(1);
        let truth = self.truth(object)?;
        if truth == wanted {
            self.top().ip = target as usize;
        } else {
            let value = self.pop();
            self.close(value);
        }
        Ok(())
    }

    pub(super) fn pop_jump_if_none(&mut self, target: u32) -> R<()> {
        let value = self.pop();
        if value.get() == Some(self.one.none) {
            self.top().ip = target as usize;
        }
        self.close(value);
        Ok(())
    }

    pub(super) fn for_iter(&mut self, target: u32) -> R<()> {
        let iter = self.peek(1);
        let next = if self.is_traced() {
            self.next_told(iter)
        } else {
            self.next(iter)
        };
        match next? {
            Some(value) => self.push(value),
            None => {
                let iter = self.pop();
                self.close(iter);
                self.top().ip = target as usize;
            }
        }
        Ok(())
    }
}
