//! Blocks, handlers and `with`.

use objects::Ref;

use crate::objects::{Block, Body, Return, Val};
use crate::vm::{Args, Exc, R, Vm};

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

    /// `[manager]` becomes `[exit, what enter returned]`.
    pub(super) fn before_with(&mut self) -> R<()> {
        let object = self.peek(1);
        let (enter, exit) = self.with_methods(object)?;
        if let Body::Function(_) = self.body(enter) {
            return self.enter_in_python(object, enter, exit);
        }
        let result = match self.body(enter) {
            Body::Native(native) if native.this.is_none() => {
                self.call_directly(enter, &Args::pos(&[object]))
            }
            _ => self.call_unbound(enter, object, &[]),
        };
        let result = match result {
            Err(Exc::Wait) => {
                self.decref(exit);
                return Err(Exc::Wait);
            }
            result => result,
        };
        let manager = self.pop();
        self.close(manager);
        match result {
            Ok(result) => {
                self.push(exit);
                self.push(result);
                Ok(())
            }
            Err(exc) => {
                self.decref(exit);
                Err(exc)
            }
        }
    }

    /// `__enter__` as a frame of its own: the manager stays below until it returns.
    fn enter_in_python(&mut self, object: Ref, enter: Ref, exit: Ref) -> R<()> {
        let manager = self.pop();
        self.push(exit);
        self.top().stack.push(manager);
        if self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error());
        }
        let this = Val::Owned(self.incref(object));
        let mut frame = self.new_frame(enter, vec![this], Vec::new())?;
        if frame.body.flags.suspends() {
            let generator = self.new_generator(frame);
            let manager = self.pop();
            self.close(manager);
            self.push(generator);
            return Ok(());
        }
        frame.returns = Return::Push { drops: 1 };
        self.push_frame(frame);
        Ok(())
    }

    /// `__enter__`, borrowed, and `__exit__` of the object, as a new reference.
    fn with_methods(&mut self, object: Ref) -> R<(Ref, Ref)> {
        let class = self.type_of(object);
        let (Some(enter), Some(exit)) = (
            self.special(object, "__enter__"),
            self.special(object, "__exit__"),
        ) else {
            return Err(self.no_context_manager(
                object,
                ["__enter__", "__exit__"],
                ["__aenter__", "__aexit__"],
            ));
        };
        let exit = self.bind(exit, Some(object), class)?;
        Ok((enter, exit))
    }

    /// An object lacks one of two methods: to 3.13 the first is asked for first, from 3.14 the second
    /// (`LOAD_SPECIAL`), and whether the object has both `others`.
    pub(super) fn no_context_manager(
        &mut self,
        object: Ref,
        methods: [&str; 2],
        others: [&str; 2],
    ) -> crate::vm::Exc {
        let [enter, exit] = methods;
        let lacks_enter = self.special(object, enter).is_none();
        if !self.since(11) {
            return self.error("AttributeError", if lacks_enter { enter } else { exit });
        }
        let names = ["", "asynchronous "];
        let [own, other] = if enter == "__enter__" {
            names
        } else {
            [names[1], names[0]]
        };
        if !self.since(14) {
            let mut text = format!(
                "'{}' object does not support the {own}context manager protocol",
                self.tp_name(object)
            );
            if !lacks_enter {
                text.push_str(&format!(" (missed {exit} method)"));
            }
            return self.type_error(text);
        }
        let missing = if self.special(object, exit).is_none() {
            exit
        } else {
            enter
        };
        let mut text = format!(
            "'{}' object does not support the {own}context manager protocol (missed {missing} method)",
            self.full_name(object)
        );
        if others
            .iter()
            .all(|name| self.special(object, name).is_some())
        {
            let with = if other.is_empty() {
                "with"
            } else {
                "async with"
            };
            text.push_str(&format!(
                " but it supports the {other}context manager protocol. Did you mean to use '{with}'?"
            ));
        }
        self.type_error(text)
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
