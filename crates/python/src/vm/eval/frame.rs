//! The ends of frames: return, yield, and what a generator delegates.

use super::Flow;
use crate::objects::Return;
use crate::vm::{R, Vm};

impl Vm {
    #[inline]
    pub(super) fn op_return(&mut self) -> Flow {
        let value = self.pop();
        let value = self.owned(value);
        let Some(frame) = self.thread.frames.pop() else {
            unreachable!("a frame returns")
        };
        self.thread.depth -= 1;
        let returns = frame.returns;
        // The result is held while locals die.
        self.thread.scratch.push(value);
        self.drop_frame(frame);
        self.thread.scratch.pop();
        match returns {
            Return::Native => Flow::Done(value),
            Return::Push { drops } => {
                for _ in 0..drops {
                    let argument = self.pop();
                    self.close(argument);
                }
                self.push(value);
                if self.gc.is_scheduled() {
                    gc::safe_point(self);
                }
                Flow::Next
            }
        }
    }

    /// Gives a value to whoever resumed the generator; its frame goes back into it.
    pub(super) fn op_yield(&mut self) -> Flow {
        let value = self.pop();
        let value = self.owned(value);
        let Some(mut frame) = self.thread.frames.pop() else {
            unreachable!("a frame yields")
        };
        self.thread.depth -= 1;
        let Some(generator) = frame.generator else {
            unreachable!("only generators yield")
        };
        frame.traced = 0;
        self.suspend(generator, frame);
        Flow::Done(value)
    }

    pub(super) fn op_send(&mut self, target: u32) -> R<()> {
        let value = self.pop();
        let iter = self.peek(1);
        let result = match value.get() {
            Some(sent) if self.is_traced() => self.send_told(iter, sent),
            Some(sent) => self.send(iter, sent),
            None => unreachable!("nothing is sent"),
        };
        self.close(value);
        match result? {
            Ok(yielded) => self.push(yielded),
            Err(returned) => {
                let iter = self.pop();
                self.close(iter);
                self.push(returned);
                self.top().ip = target as usize;
            }
        }
        Ok(())
    }
}
