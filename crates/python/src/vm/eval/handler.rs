//! Blocks, handlers and `with`.

use objects::Ref;

use crate::objects::{Block, Body, Val};
use crate::vm::{Args, R, Vm};

impl Vm {
    /// Starts a block, whose handler finds the stack without its last `below` values.
    pub(super) fn setup_block(&mut self, handler: u32, below: u32) {
        let frame = self.top();
        let level = frame.stack.len() as u32 - below;
        frame.blocks.push(Block { handler, level });
    }

    pub(super) fn check_exc_match(&mut self) -> R<()> {
        let kind = self.pop();
        let exception = self.peek(1);
        let result = kind
            .get()
            .map_or(Ok(false), |kind| self.exception_matches(exception, kind));
        self.close(kind);
        let result = result?;
        let result = self.bool(result);
        self.push(result);
        Ok(())
    }

    /// Puts a saved exception back as the one being handled. It takes over the reference.
    pub(crate) fn restore_handled(&mut self, saved: Val) {
        let saved = match saved.get() {
            Some(object) if object != self.one.none => Some(self.owned(saved)),
            _ => {
                self.close(saved);
                None
            }
        };
        let old = std::mem::replace(&mut self.thread.handled, saved);
        self.xdecref(old);
    }

    pub(super) fn before_with(&mut self) -> R<()> {
        let manager = self.pop();
        let Some(object) = manager.get() else {
            unreachable!("a with of nothing")
        };
        let result = self.enter_with(object);
        self.close(manager);
        let (exit, result) = result?;
        self.push(exit);
        self.push(result);
        Ok(())
    }

    fn enter_with(&mut self, object: Ref) -> R<(Ref, Ref)> {
        let class = self.type_of(object);
        let (Some(enter), Some(exit)) = (
            self.special(object, "__enter__"),
            self.special(object, "__exit__"),
        ) else {
            let missing = if self.special(object, "__enter__").is_none() {
                "__enter__"
            } else {
                "__exit__"
            };
            if self.since(11) {
                let mut text = format!(
                    "'{}' object does not support the context manager protocol",
                    self.tp_name(object)
                );
                if missing == "__exit__" {
                    text.push_str(" (missed __exit__ method)");
                }
                return Err(self.type_error(text));
            }
            return Err(self.error("AttributeError", missing));
        };
        let exit = self.bind(exit, Some(object), class)?;
        match self.call_unbound(enter, object, &[]) {
            Ok(result) => Ok((exit, result)),
            Err(exc) => {
                self.decref(exit);
                Err(exc)
            }
        }
    }

    pub(super) fn with_except_start(&mut self) -> R<()> {
        let exception = self.peek(1);
        let exit = self.peek(3);
        let class = self.type_of(exception);
        let traceback = match self.body(exception) {
            Body::Exception(state) => state.traceback.unwrap_or(self.one.none),
            _ => self.one.none,
        };
        let result = self.call_args(exit, &Args::pos(&[class, exception, traceback]))?;
        self.push(result);
        Ok(())
    }
}
