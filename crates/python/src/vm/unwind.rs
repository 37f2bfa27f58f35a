//! How an exception leaves frames, and how frames end.

use objects::Ref;

use super::{Args, Exc, R, Vm};
use crate::code::Op;
use crate::objects::{Body, Flavour, Frame, Return, Traceback, Val};

impl Vm {
    /// Finds the handler; frames above `base` that have none end. Without any the exception is returned.
    pub(super) fn unwind(&mut self, exc: Exc, base: usize) -> R<()> {
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => {
                self.abandon_frames(base);
                return Err(Exc::Stop(stop));
            }
        };
        self.chain(exception);
        let mut exception = exception;
        let mut leaves = self.thread.tracing.leaves();
        // In 3.9 a handler counts as jumped back to (`instr_prev = INT_MAX`).
        let leads_back = self.version.minor() == 9;
        loop {
            let frame = self.top();
            let raised_again = matches!(
                frame.body.ops.get(frame.ip.wrapping_sub(1)),
                Some(Op::Reraise | Op::Raise(0))
            );
            if !raised_again && !leaves {
                self.add_traceback(exception);
                if self.is_traced() {
                    match self.trace_exception(exception) {
                        Ok(told) => exception = told,
                        Err(stop) => {
                            self.abandon_frames(base);
                            return Err(stop);
                        }
                    }
                }
            }
            let frame = self.top();
            if let Some(block) = frame.blocks.pop() {
                let dropped = frame.stack.split_off(block.level as usize);
                frame.ip = block.handler as usize;
                if leads_back && frame.traced != 0 {
                    frame.traced = u32::MAX;
                }
                for value in dropped.into_iter().rev() {
                    self.close(value);
                }
                let saved = match self.thread.handled.take() {
                    Some(saved) => saved,
                    None => self.none(),
                };
                self.push(saved);
                self.push(exception);
                self.incref(exception);
                self.thread.handled = Some(exception);
                return Ok(());
            }
            if self.is_traced() && !leaves {
                match self.trace_unwind(exception) {
                    Ok(told) => exception = told,
                    Err(stop) => {
                        self.abandon_frames(base);
                        return Err(stop);
                    }
                }
            }
            leaves = false;
            let returns = self.top().returns;
            // The exception is held while locals die.
            self.thread.scratch.push(exception);
            self.abandon_frame();
            if let Return::Push { drops } = returns {
                let at = self.top().stack.len() - drops as usize;
                let mut values = self.top().stack.split_off(at);
                while let Some(value) = values.pop() {
                    self.close(value);
                }
            }
            self.thread.scratch.pop();
            if self.thread.frames.len() <= base {
                return Err(Exc::Raised(exception));
            }
        }
    }

    /// What native code raises while another exception is handled gets that one as its context
    /// (`_PyErr_SetObject`); a `raise` has seen to it by itself.
    fn chain(&mut self, exception: Ref) {
        let frame = self.top();
        let raised = matches!(
            frame.body.ops.get(frame.ip.wrapping_sub(1)),
            Some(Op::Reraise | Op::Raise(_))
        );
        let chained = match self.body(exception) {
            Body::Exception(state) => state.context.is_some(),
            _ => true,
        };
        if let Some(handled) = self.thread.topmost_handled()
            && !raised
            && !chained
        {
            self.set_context(exception, handled);
        }
    }

    /// The run ends: so do the frames above `base`.
    pub(super) fn abandon_frames(&mut self, base: usize) {
        while self.thread.frames.len() > base {
            self.abandon_frame();
        }
    }

    fn abandon_frame(&mut self) {
        if let Some(frame) = self.thread.frames.pop() {
            self.thread.depth -= 1;
            self.drop_frame(frame);
        }
    }

    /// The end of a call: its locals die, unless a frame object that somebody holds takes them over.
    pub(crate) fn drop_frame(&mut self, mut frame: Box<Frame>) {
        if let Some(object) = frame.object.take() {
            if self.heap.refcnt(object) > 1 {
                self.take_ownership(object, frame);
                self.decref(object);
                return;
            }
            self.decref(object);
        }
        if self.since(14) {
            while let Some(value) = frame.stack.pop() {
                self.close(value);
            }
            while let Some(value) = frame.locals.pop() {
                self.close(value);
            }
        } else {
            for place in 0..frame.locals.len() {
                self.close(frame.locals[place]);
            }
            for place in 0..frame.stack.len() {
                self.close(frame.stack[place]);
            }
            frame.locals.clear();
            frame.stack.clear();
        }
        self.xdecref(frame.names.take());
        self.xdecref(frame.func.take());
        if frame.counted {
            self.decref(frame.globals);
            self.decref(frame.code);
        }
        self.spare_frame(frame);
    }

    /// `take_ownership` in `Python/frame.c` (3.11): the frame object keeps the locals, and the frames below.
    fn take_ownership(&mut self, object: Ref, mut frame: Box<Frame>) {
        for value in std::mem::take(&mut frame.stack).into_iter().rev() {
            self.close(value);
        }
        for value in &mut frame.locals {
            if let Val::Borrowed(held) = *value {
                self.heap.incref(held);
                *value = Val::Owned(held);
            }
        }
        let line = self.line_of(&frame);
        let back = if frame.generator.is_none() && !self.thread.frames.is_empty() {
            Some(self.frame_object(self.thread.frames.len() - 1))
        } else {
            None
        };
        if let Body::Frame(value) = self.body_mut(object) {
            value.frame = Some(frame);
            value.generator = None;
            value.line = line;
            let old = std::mem::replace(&mut value.back, back);
            self.xdecref(old);
        }
        // To 3.10 the caller of `_PyEval_EvalFrame` does it.
        gc::retrack(self, object);
    }

    /// The line a frame is at.
    pub(crate) fn line_of(&self, frame: &Frame) -> u32 {
        let Some(at) = frame.ip.checked_sub(1) else {
            return self.entry_line(frame);
        };
        // What the compiler added by itself is where the text before it is.
        match (frame.body.lines.get(at), frame.body.positions.get(at)) {
            (Some(&line), _) if line != 0 => line,
            (_, Some(position)) => position.line,
            _ => frame.body.first_line,
        }
    }

    /// The line of a frame that hasn't begun: from 3.11 it is that of `RESUME`, which stands in front of a module.
    fn entry_line(&self, frame: &Frame) -> u32 {
        let is_module = self.since(11) && self.text(frame.body.name) == "<module>";
        if is_module { 0 } else { frame.body.first_line }
    }

    /// `PyTraceBack_Here`
    pub(super) fn add_traceback(&mut self, exception: Ref) {
        let frame = self.frame_object(self.thread.frames.len() - 1);
        let position = match self.thread.frames.last() {
            Some(top) if top.ip > 0 => top.body.positions[top.ip - 1],
            Some(top) => crate::source::Position {
                line: self.entry_line(top),
                ..top.body.positions[0]
            },
            None => crate::source::Position::default(),
        };
        let next = match self.body_mut(exception) {
            Body::Exception(state) => state.traceback.take(),
            _ => None,
        };
        let traceback = self.alloc(Body::Traceback(Box::new(Traceback {
            next,
            frame,
            position,
        })));
        if let Body::Exception(state) = self.body_mut(exception) {
            state.traceback = Some(traceback);
        }
    }

    /// `raise`, `raise X`, `raise X from Y`
    pub(super) fn op_raise(&mut self, count: u32) -> R<()> {
        if count == 0 {
            let Some(exception) = self.thread.topmost_handled() else {
                return Err(self.error("RuntimeError", "No active exception to reraise"));
            };
            self.incref(exception);
            return Err(Exc::Raised(exception));
        }
        let cause = (count == 2).then(|| self.pop());
        let value = self.pop();
        let result = self.raise(value, cause);
        self.close(value);
        if let Some(cause) = cause {
            self.close(cause);
        }
        result
    }

    fn raise(&mut self, value: Val, cause: Option<Val>) -> R<()> {
        let Some(object) = value.get() else {
            unreachable!("nothing is raised")
        };
        let exception = self.exception_from(object)?;
        if let Some(cause) = cause.and_then(Val::get) {
            let fixed = if cause == self.one.none {
                None
            } else {
                match self.exception_from(cause) {
                    Ok(cause) => Some(cause),
                    Err(exc) => {
                        self.decref(exception);
                        let wrong = self.settle(exc).map_err(Exc::Stop)?;
                        self.decref(wrong);
                        return Err(
                            self.type_error("exception causes must derive from BaseException")
                        );
                    }
                }
            };
            let old = match self.body_mut(exception) {
                Body::Exception(state) => {
                    state.suppress_context = true;
                    std::mem::replace(&mut state.cause, fixed)
                }
                _ => None,
            };
            self.xdecref(old);
        }
        if let Some(handled) = self.thread.topmost_handled() {
            self.set_context(exception, handled);
        }
        Err(Exc::Raised(exception))
    }

    /// `except kind`
    pub(super) fn exception_matches(&mut self, exception: Ref, kind: Ref) -> R<bool> {
        let kinds = match self.body(kind) {
            Body::Tuple(items) => items.items().to_vec(),
            _ => vec![kind],
        };
        let base = self.exceptions["BaseException"];
        if kinds
            .iter()
            .any(|&kind| !matches!(self.body(kind), Body::Type(_)) || !self.is_subclass(kind, base))
        {
            return Err(self.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        }
        let class = self.type_of(exception);
        Ok(kinds.iter().any(|&kind| self.is_subclass(class, kind)))
    }

    /// `__del__`, or the close of a generator that waits in a `try`.
    pub(super) fn run_finalizer(&mut self, object: Ref) {
        // What is being raised or handled stays as it is.
        if let Body::Generator(state) = self.body(object) {
            if let (Some(finalizer), false) = (state.finalizer, state.closed) {
                match self.call_args(finalizer, &Args::pos(&[object])) {
                    Ok(value) => self.decref(value),
                    Err(exc) => self.unraisable_in("finalizing generator", object, exc),
                }
                return;
            }
            let unawaited = state.flavour == Flavour::Coroutine && !state.started;
            if unawaited {
                self.warn_unawaited(object);
            }
            let result = self.generator_close(object);
            match result {
                Ok(value) => self.decref(value),
                Err(exc) => {
                    self.unraisable_in("closing generator", object, exc);
                }
            }
            return;
        }
        if matches!(self.body(object), Body::AsyncStep(_)) {
            self.warn_unawaited_step(object);
            return;
        }
        let Some(del) = self.special(object, "__del__") else {
            return;
        };
        self.incref(del);
        let result = self.call_unbound(del, object, &[]);
        match result {
            Ok(value) => self.decref(value),
            Err(exc) => {
                self.unraisable_in("calling deallocator", del, exc);
            }
        }
        self.decref(del);
    }

    pub(super) fn run_gc_callbacks(&mut self, phase: gc::Phase, info: &gc::Info) {
        let Some(callbacks) = self.gc_callbacks else {
            return;
        };
        let callbacks = self.items(callbacks).to_vec();
        if callbacks.is_empty() {
            return;
        }
        let callbacks = self.increfs(&callbacks);
        let phase = self.intern(match phase {
            gc::Phase::Start => "start",
            gc::Phase::Stop => "stop",
        });
        let dict = self.dict();
        for (name, number) in [
            ("generation", info.generation),
            ("collected", info.collected),
            ("uncollectable", info.uncollectable),
        ] {
            let number = self.int_usize(number);
            self.dict_set_str(dict, name, number);
            self.decref(number);
        }
        if self.since(15) {
            let number = self.int_usize(info.candidates);
            self.dict_set_str(dict, "candidates", number);
            self.decref(number);
            let number = self.float(0.0);
            self.dict_set_str(dict, "duration", number);
            self.decref(number);
        }
        for callback in callbacks {
            match self.call_args(callback, &Args::pos(&[phase, dict])) {
                Ok(value) => self.decref(value),
                Err(exc) => {
                    self.unraisable_in("calling GC callback", callback, exc);
                }
            }
            self.decref(callback);
        }
        self.decref(phase);
        self.decref(dict);
    }
}
