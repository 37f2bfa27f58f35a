//! Generators.

use objects::Ref;
use version::Version;

use super::{Args, Exc, R, Vm};
use crate::objects::{Body, Flavour, Frame, Generator, Val};

impl Vm {
    /// A generator around a frame that hasn't begun.
    pub(crate) fn new_generator(&mut self, mut frame: Box<Frame>) -> Ref {
        let code = frame.code;
        let (name, qualname) = (frame.body.name, frame.body.qualname);
        let flags = frame.body.flags;
        let flavour = if flags.coroutine {
            Flavour::Coroutine
        } else if flags.async_generator {
            Flavour::AsyncGenerator
        } else {
            Flavour::Generator
        };
        for value in &mut frame.locals {
            if let Val::Borrowed(held) = *value {
                self.heap.incref(held);
                *value = Val::Owned(held);
            }
        }
        self.incref(code);
        self.incref(name);
        self.incref(qualname);
        let generator = self.alloc(Body::Generator(Box::new(Generator {
            frame: None,
            frame_object: None,
            running: false,
            finished: false,
            started: false,
            flavour,
            steps: false,
            closed: false,
            hooked: false,
            finalizer: None,
            name,
            qualname,
            code,
            exc: None,
        })));
        frame.generator = Some(generator);
        self.suspend(generator, frame);
        generator
    }

    fn generator_word(&self, generator: Ref) -> &'static str {
        match self.body(generator) {
            Body::Generator(state) => state.flavour.word(),
            _ => "generator",
        }
    }

    /// Runs the generator to its next value: `Ok(value)`, or `Err(result)` at its end. What is sent in is borrowed.
    pub(crate) fn resume(&mut self, generator: Ref, sent: Result<Ref, Exc>) -> R<Result<Ref, Ref>> {
        let word = self.generator_word(generator);
        let Body::Generator(state) = self.body(generator) else {
            unreachable!("only generators are resumed")
        };
        if state.running {
            if let Err(exc) = sent
                && let Ok(exception) = self.settle(exc)
            {
                self.decref(exception);
            }
            return Err(self.value_error(format!("{word} already executing")));
        }
        let Some(mut frame) = self.take_suspended(generator) else {
            return match sent {
                Err(exc) => Err(exc),
                Ok(_) if word == "coroutine" => {
                    let text = "cannot reuse already awaited coroutine";
                    Err(self.error("RuntimeError", text))
                }
                Ok(_) => {
                    let none = self.none();
                    Ok(Err(none))
                }
            };
        };
        let Body::Generator(state) = self.body_mut(generator) else {
            unreachable!("only generators are resumed")
        };
        let started = state.started;
        state.started = true;
        state.running = true;
        let inner = state.exc.take();
        let sent = match sent {
            Ok(value) if !started => {
                if value != self.one.none {
                    self.suspend(generator, frame);
                    if let Body::Generator(state) = self.body_mut(generator) {
                        state.running = false;
                        state.started = false;
                    }
                    return Err(self.type_error(format!(
                        "can't send non-None value to a just-started {word}"
                    )));
                }
                Ok(())
            }
            Ok(value) => {
                self.incref(value);
                frame.stack.push(Val::Owned(value));
                Ok(())
            }
            Err(exc) => Err(exc),
        };
        self.incref(generator);
        // `exc_info` points to the generator's own item while it runs, and that to the one before.
        let outer = std::mem::replace(&mut self.thread.handled, inner);
        self.thread.handled_below.push(outer);
        let result = self.guard_native(|vm| match sent {
            Ok(()) => vm.run(frame),
            Err(exc) => vm.run_raising(frame, exc, started),
        });
        let outer = self.thread.handled_below.pop().flatten();
        let keep = std::mem::replace(&mut self.thread.handled, outer);
        if let Body::Generator(state) = self.body_mut(generator) {
            state.running = false;
        }
        let finished = self.suspended(generator).is_none();
        if finished {
            self.xdecref(keep);
            if let Body::Generator(state) = self.body_mut(generator) {
                state.finished = true;
            }
        } else if let Body::Generator(state) = self.body_mut(generator) {
            state.exc = keep;
        }
        let result = match result {
            Ok(value) if finished => Ok(Err(value)),
            Ok(value) => Ok(Ok(value)),
            Err(exc) => Err(self.no_stop_iteration(exc, word)),
        };
        self.decref(generator);
        result
    }

    /// A `StopIteration` that leaves a generator becomes a `RuntimeError` (PEP 479).
    fn no_stop_iteration(&mut self, exc: Exc, word: &str) -> Exc {
        let exception = match self.settle(exc) {
            Ok(exception) => exception,
            Err(stop) => return Exc::Stop(stop),
        };
        let class = if self.is_exception(exception, "StopIteration") {
            "StopIteration"
        } else if word == "async generator" && self.is_exception(exception, "StopAsyncIteration") {
            "StopAsyncIteration"
        } else {
            return Exc::Raised(exception);
        };
        let error = self.error("RuntimeError", format!("{word} raised {class}"));
        if let Exc::Raised(error) = error {
            self.set_context(error, exception);
            if let Body::Exception(state) = self.body_mut(error) {
                state.cause = Some(exception);
                state.suppress_context = true;
            }
            return Exc::Raised(error);
        }
        error
    }

    fn run_raising(&mut self, frame: Box<Frame>, exc: Exc, started: bool) -> R {
        let mut frame = frame;
        frame.returns = crate::objects::Return::Native;
        let base = self.thread.frames.len();
        self.push_frame(frame);
        if !started {
            self.top().ip = 1;
        }
        // A generator that delegates hands the exception on.
        let exc = match self.delegate_throw(exc) {
            Ok(None) => return Err(Exc::Stop(super::Stop::Unsupported("throw".to_owned()))),
            Ok(Some(Ok(value))) => {
                // The inner one yielded again.
                let Some(frame) = self.thread.frames.pop() else {
                    unreachable!("pushed above")
                };
                self.thread.depth -= 1;
                if let Some(generator) = frame.generator {
                    self.suspend(generator, frame);
                }
                return Ok(value);
            }
            Ok(Some(Err(returned))) => {
                // The inner one returned: go on behind the delegation.
                let iter = self.pop();
                self.close(iter);
                self.push(returned);
                let frame = self.top();
                if let Some(crate::code::Op::Send(target)) =
                    frame.body.ops.get(frame.ip.wrapping_sub(2)).copied()
                {
                    frame.ip = target as usize;
                }
                None
            }
            Err(exc) => Some(exc),
        };
        if let Some(exc) = exc {
            if let (Some(handled), Exc::Raised(exception)) = (self.thread.topmost_handled(), &exc) {
                let exception = *exception;
                self.set_context(exception, handled);
            }
            let exc = if self.is_traced() {
                let exception = self.settle(exc).map_err(Exc::Stop)?;
                match self.trace_begin(Some(exception)) {
                    Ok(()) => Exc::Raised(exception),
                    Err(other) => {
                        self.decref(exception);
                        other
                    }
                }
            } else {
                exc
            };
            self.unwind(exc, base)?;
        }
        self.resume_loop(base)
    }

    fn delegate_throw(&mut self, exc: Exc) -> Result<Option<Result<Ref, Ref>>, Exc> {
        let frame = self.top();
        let delegates = frame.delegates();
        let Some(iter) = frame
            .stack
            .last()
            .and_then(|value| value.get())
            .filter(|_| delegates)
        else {
            return Err(exc);
        };
        let is_generator = matches!(self.body(iter), Body::Generator(_));
        let exception = self.settle(exc).map_err(Exc::Stop)?;
        if self.is_exception(exception, "GeneratorExit") {
            let closed = if is_generator {
                self.generator_close(iter)
            } else {
                self.call_if_there(iter, "close", &[])
                    .map(|value| value.unwrap_or_else(|| self.none()))
            };
            return match closed {
                Ok(value) => {
                    self.decref(value);
                    Err(Exc::Raised(exception))
                }
                Err(exc) => {
                    self.decref(exception);
                    Err(exc)
                }
            };
        }
        if is_generator {
            return self.resume(iter, Err(Exc::Raised(exception))).map(Some);
        }
        let result = self.call_if_there(iter, "throw", &[exception]);
        match result {
            Ok(Some(value)) => {
                self.decref(exception);
                Ok(Some(Ok(value)))
            }
            Ok(None) => Err(Exc::Raised(exception)),
            Err(exc) => {
                self.decref(exception);
                self.stopped(exc).map(|value| Some(Err(value)))
            }
        }
    }

    fn resume_loop(&mut self, base: usize) -> R {
        // The frame is on the list already; the loop of `run` needs it pushed anew.
        let Some(frame) = self.thread.frames.pop() else {
            unreachable!("pushed by the caller")
        };
        self.thread.depth -= 1;
        debug_assert_eq!(self.thread.frames.len(), base);
        self.run(frame)
    }

    /// `iterator.send(value)`: `Ok(Ok(yielded))`, or `Ok(Err(returned))`.
    pub(crate) fn send(&mut self, iter: Ref, value: Ref) -> R<Result<Ref, Ref>> {
        if let Body::Generator(_) = self.body(iter) {
            return self.resume(iter, Ok(value));
        }
        if value == self.one.none {
            return Ok(match self.next_value(iter)? {
                Ok(value) => Ok(value),
                Err(returned) => Err(returned),
            });
        }
        let result = self.scope(|vm| {
            let send = vm.getattr_str(iter, "send")?;
            let send = vm.own(send);
            vm.call_args(send, &Args::pos(&[value]))
        });
        match result {
            Ok(value) => Ok(Ok(value)),
            Err(exc) => self.stopped(exc).map(Err),
        }
    }

    /// The value of a `StopIteration`, owned; any other exception goes on.
    pub(crate) fn stopped(&mut self, exc: Exc) -> R {
        let exception = self.settle(exc).map_err(Exc::Stop)?;
        if !self.is_exception(exception, "StopIteration") {
            return Err(Exc::Raised(exception));
        }
        let value = self
            .exception_field(exception, "value")
            .unwrap_or(self.one.none);
        self.incref(value);
        self.decref(exception);
        Ok(value)
    }

    /// Calls a method that an iterator may have.
    fn call_if_there(&mut self, object: Ref, name: &str, args: &[Ref]) -> R<Option<Ref>> {
        let Some(method) = self.getattr_opt(object, name)? else {
            return Ok(None);
        };
        let result = self.call_args(method, &Args::pos(args));
        self.decref(method);
        result.map(Some)
    }

    /// The frame object of a generator that isn't over, borrowed.
    pub(crate) fn generator_frame(&mut self, generator: Ref) -> Option<Ref> {
        let running = self
            .thread
            .frames
            .rposition(|frame| frame.generator == Some(generator));
        if let Some(index) = running {
            let object = self.frame_object(index);
            self.decref(object);
            return Some(object);
        }
        if let Body::Generator(state) = self.body(generator)
            && state.frame_object.is_some()
        {
            return state.frame_object;
        }
        let frame = self.suspended(generator)?;
        if frame.object.is_some() {
            return frame.object;
        }
        let (code, globals) = (frame.code, frame.globals);
        let object = self.new_frame_object(code, globals, Some(generator));
        if let Some(frame) = self.suspended_mut(generator) {
            frame.object = Some(object);
        }
        Some(object)
    }

    /// What a suspended generator delegates to, borrowed.
    pub(crate) fn generator_delegate(&self, generator: Ref) -> Option<Ref> {
        let Body::Generator(state) = self.body(generator) else {
            return None;
        };
        let frame = self.suspended_of(state).filter(|_| state.started)?;
        if !frame.delegates() {
            return None;
        }
        frame.stack.last().and_then(|value| value.get())
    }

    /// Whether `_PyGen_Finalize` does something that is seen.
    ///
    /// A frame that hasn't begun is thrown away to 3.11, and again from 3.13.12 and 3.14.3;
    /// in between it stays until the generator's own end.
    pub(super) fn is_worth_closing(&self, generator: &Generator) -> bool {
        let Some(frame) = self.suspended_of(generator) else {
            return false;
        };
        if generator.finished {
            return false;
        }
        if generator.finalizer.is_some() && !generator.closed {
            return true;
        }
        let is_async = generator.flavour == Flavour::AsyncGenerator;
        let (old, version) = (!self.since(12), self.version);
        if !generator.started {
            let again = match self.since(14) {
                true => version >= Version::new(3, 14, 3),
                false => version >= Version::new(3, 13, 12),
            };
            let unawaited = generator.flavour == Flavour::Coroutine;
            return unawaited || ((old || again) && !is_async);
        }
        !frame.blocks.is_empty() || frame.delegates() || !is_async
    }

    /// `generator.close()`
    pub(crate) fn generator_close(&mut self, generator: Ref) -> R {
        // Who is told of frames that end (`_PyEval_NoToolsForUnwind`) is told of this one, too.
        let modern = self.since(13) && !self.thread.tracing.is_set();
        let Body::Generator(state) = self.body(generator) else {
            unreachable!("only generators are closed")
        };
        let (started, running) = (state.started, state.running);
        let suspended = self.suspended_of(state);
        if suspended.is_none() && !running {
            return Ok(self.none());
        }
        // Nobody in the frame can catch anything: it is thrown away without an exception.
        let plain = |frame: &Frame| frame.blocks.is_empty() && !frame.delegates();
        let thrown_away = !running && modern && suspended.is_some_and(plain);
        if !started || thrown_away {
            let handled = match self.body_mut(generator) {
                Body::Generator(state) => {
                    state.finished = true;
                    state.exc.take()
                }
                _ => None,
            };
            if let Some(frame) = self.take_suspended(generator) {
                self.drop_frame(frame);
            }
            self.xdecref(handled);
            return Ok(self.none());
        }
        let args = self.incref(self.one.empty_tuple);
        let exit = self.new_exception("GeneratorExit", args);
        match self.resume(generator, Err(Exc::Raised(exit))) {
            Ok(Ok(value)) => {
                self.decref(value);
                let word = self.generator_word(generator);
                Err(self.error("RuntimeError", format!("{word} ignored GeneratorExit")))
            }
            Ok(Err(value)) => {
                if self.since(13) {
                    return Ok(value);
                }
                self.decref(value);
                Ok(self.none())
            }
            Err(exc) => {
                let exception = self.settle(exc).map_err(Exc::Stop)?;
                if self.is_exception(exception, "GeneratorExit")
                    || self.is_exception(exception, "StopIteration")
                {
                    self.decref(exception);
                    return Ok(self.none());
                }
                Err(Exc::Raised(exception))
            }
        }
    }
}
