//! `sys.settrace` and `sys.setprofile`: functions of the program that are told what runs.
//!
//! While one is set, the loop over instructions looks up before each of them ([`pause`](Vm::pause)),
//! and sees there what is about to happen: a frame begins, a line is reached, a value is about to be returned.
//! Without one nothing of this is asked.
//!
//! To 3.11 `Python/ceval.c` calls them itself, from 3.12 `Python/legacy_tracing.c` on top of PEP 669.

mod line;
mod native;
mod stop;

use objects::Ref;

use super::{Args, Exc, R, Vm};
use crate::code::Op;
use crate::objects::Body;

/// What a thread has for its tracer and its profiler.
#[derive(Debug, Default)]
pub(crate) struct Tracing {
    /// `c_traceobj`
    pub(crate) trace: Option<Ref>,
    /// `c_profileobj`
    pub(crate) profile: Option<Ref>,
    /// `tracing`: how many of their calls are under way, which aren't traced themselves.
    inside: u32,
    /// What is raised leaves the frame at once (to 3.11): a tracer failed where the frame began or ended.
    leaves: bool,
}

impl Tracing {
    /// Whether anybody is told of what happens.
    #[inline]
    pub(crate) fn is_on(&self) -> bool {
        self.inside == 0 && self.is_set()
    }

    /// Whether there is anybody to tell, now or later.
    pub(crate) fn is_set(&self) -> bool {
        self.trace.is_some() || self.profile.is_some()
    }

    /// Whether the function that is told is at work.
    pub(crate) fn is_at_work(&self) -> bool {
        self.inside > 0
    }

    /// What it holds.
    pub(crate) fn references(&self) -> impl Iterator<Item = Ref> {
        self.trace.into_iter().chain(self.profile)
    }

    pub(super) fn leaves(&mut self) -> bool {
        std::mem::take(&mut self.leaves)
    }
}

/// Who is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    Trace,
    Profile,
}

/// What they are told: `PyTrace_CALL` and its kin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Call,
    Exception,
    Line,
    Return,
    CCall,
    CException,
    CReturn,
}

impl Event {
    /// `whatstrings`
    fn name(self) -> &'static str {
        match self {
            Event::Call => "call",
            Event::Exception => "exception",
            Event::Line => "line",
            Event::Return => "return",
            Event::CCall => "c_call",
            Event::CException => "c_exception",
            Event::CReturn => "c_return",
        }
    }
}

impl Vm {
    /// `PyEval_SetTrace`, `PyEval_SetProfile`. Borrows the function.
    pub(crate) fn set_tracer(&mut self, tool: Tool, function: Option<Ref>) {
        if let Some(function) = function {
            self.incref(function);
        }
        let tracing = &mut self.thread.tracing;
        let place = match tool {
            Tool::Trace => &mut tracing.trace,
            Tool::Profile => &mut tracing.profile,
        };
        let old = std::mem::replace(place, function);
        self.thread.know_frames();
        self.pause = 0;
        self.xdecref(old);
    }

    /// The same in each thread that is there.
    pub(crate) fn set_tracers(&mut self, tool: Tool, function: Option<Ref>) {
        let mut olds = Vec::new();
        for number in self.calling_threads() {
            if number != self.thread.number {
                if let Some(function) = function {
                    self.incref(function);
                }
                olds.extend(self.threads.set_tracer(number, tool, function));
            }
        }
        self.set_tracer(tool, function);
        for old in olds.into_iter().flatten() {
            self.decref(old);
        }
    }

    /// `sys.call_tracing(func, args)`: what a tracer calls so is traced.
    pub(crate) fn call_tracing(&mut self, func: Ref, args: &[Ref]) -> R {
        let inside = std::mem::take(&mut self.thread.tracing.inside);
        self.pause = 0;
        let result = self.call_args(func, &Args::pos(args));
        self.thread.tracing.inside = inside;
        self.pause = 0;
        result
    }

    /// Lets go of both functions, where a thread ends (`PyThreadState_Clear`).
    pub(crate) fn clear_tracers(&mut self) {
        let tracing = std::mem::take(&mut self.thread.tracing);
        self.xdecref(tracing.profile);
        self.xdecref(tracing.trace);
    }

    /// Whether somebody is to be told of what comes next.
    #[inline]
    pub(super) fn is_traced(&self) -> bool {
        self.thread.tracing.is_on() && self.loading == 0
    }

    /// The instruction that comes next: whoever is set is told of the frame's begin, the line and the end.
    pub(super) fn trace_next(&mut self) -> R<()> {
        if self.top().traced == 0 {
            self.trace_begin(None)?;
        }
        let frame = self.top();
        let (at, before) = (frame.ip, frame.traced);
        let op = frame.body.ops[at];
        if frame.body.lines.get(at).is_some_and(|&line| line != 0) {
            frame.traced = at as u32 + 2;
            if self.is_traced() && self.reaches_line(at, before) {
                self.know_line();
                self.tell_ahead(Tool::Trace, Event::Line, None)?;
            }
        }
        if matches!(op, Op::Return | Op::Yield) && self.is_traced() {
            self.trace_end()?;
        }
        Ok(())
    }

    /// A frame begins, or goes on behind a `yield`. What is raised there leaves it at once to 3.10.
    ///
    /// What is thrown into a generator is borrowed; profilers of 3.12 are told of it.
    pub(super) fn trace_begin(&mut self, thrown: Option<Ref>) -> R<()> {
        // To 3.9 nothing is known of what ran before a `yield`.
        let goes_on = self.since(10);
        let frame = self.top();
        frame.traced = if goes_on { frame.ip as u32 + 1 } else { 1 };
        for tool in [Tool::Trace, Tool::Profile] {
            let shows = tool == Tool::Profile && self.version.minor() == 12;
            let thrown = thrown.filter(|_| shows);
            if let Err(exc) = self.tell(tool, Event::Call, thrown) {
                self.leave_traced(!self.since(11));
                return Err(exc);
            }
        }
        Ok(())
    }

    fn trace_end(&mut self) -> R<()> {
        let Some(value) = self.top().stack.last().and_then(|value| value.get()) else {
            return Ok(());
        };
        for tool in [Tool::Trace, Tool::Profile] {
            if let Err(exc) = self.tell_ahead(tool, Event::Return, Some(value)) {
                self.leave_traced(!self.since(12));
                return Err(exc);
            }
        }
        Ok(())
    }

    fn leave_traced(&mut self, at_once: bool) {
        if at_once {
            self.top().blocks.clear();
            self.thread.tracing.leaves = true;
        }
    }

    /// An exception is raised in the running frame, or has come to it from a call. What a tracer raises takes its place.
    pub(super) fn trace_exception(&mut self, exception: Ref) -> R {
        if self.thread.tracing.trace.is_none() {
            return Ok(exception);
        }
        let class = self.type_of(exception);
        let traceback = match self.body(exception) {
            Body::Exception(state) => state.traceback.unwrap_or(self.one.none),
            _ => self.one.none,
        };
        let parts = self.increfs(&[class, exception, traceback]);
        let arg = self.tuple(parts);
        let told = self.tell(Tool::Trace, Event::Exception, Some(arg));
        self.decref(arg);
        self.after_telling(exception, told)
    }

    /// An exception leaves the running frame.
    pub(super) fn trace_unwind(&mut self, exception: Ref) -> R {
        // What raises again at the end of a handler has no line of its own.
        let frame = self.top();
        let at = frame.ip;
        if frame.body.lines.get(at.wrapping_sub(1)) == Some(&0) && frame.traced > 1 {
            frame.ip = frame.traced as usize - 1;
        }
        let told = self.tell(Tool::Trace, Event::Return, None);
        let told = match self.after_telling(exception, told) {
            Ok(exception) => {
                let told = self.tell(Tool::Profile, Event::Return, None);
                self.after_telling(exception, told)
            }
            Err(exc) => Err(exc),
        };
        self.top().ip = at;
        told
    }

    /// `call_trace_protected`: the exception that was under way, or the one that took its place.
    fn after_telling(&mut self, exception: Ref, told: R<()>) -> R {
        match told {
            Ok(()) => Ok(exception),
            Err(exc) => {
                self.decref(exception);
                self.settle(exc).map_err(Exc::Stop)
            }
        }
    }

    /// Tells of the instruction that comes next, as if it had been reached.
    /// One without a line of its own is in the line of the last one that has one.
    fn tell_ahead(&mut self, tool: Tool, event: Event, arg: Option<Ref>) -> R<()> {
        let frame = self.top();
        let at = frame.ip;
        frame.ip = match frame.traced {
            0 | 1 => at + 1,
            traced => traced as usize - 1,
        };
        let told = self.tell(tool, event, arg);
        self.top().ip = match told {
            Ok(()) => at,
            Err(_) => at + 1,
        };
        told
    }

    /// `call_trace`: tells one of them, unless it is at work. The argument is borrowed.
    fn tell(&mut self, tool: Tool, event: Event, arg: Option<Ref>) -> R<()> {
        let tracing = &self.thread.tracing;
        let function = match tool {
            Tool::Trace => tracing.trace,
            Tool::Profile => tracing.profile,
        };
        let (Some(function), 0) = (function, tracing.inside) else {
            return Ok(());
        };
        let frame = self.frame_object(self.thread.frames.len() - 1);
        self.decref(frame);
        let callback = match (tool, event) {
            (Tool::Trace, Event::Call) | (Tool::Profile, _) => function,
            _ => match self.f_trace(frame, event) {
                Some(own) => own,
                None => return Ok(()),
            },
        };
        let result = self.call_tracer(callback, frame, event, arg);
        self.pause = 0;
        match (tool, result) {
            (_, Err(exc)) => Err(self.remove_tracer(tool, frame, exc)),
            (Tool::Trace, Ok(own)) if own != self.one.none => {
                let old = self.replace_f_trace(frame, Some(own));
                self.xdecref(old);
                Ok(())
            }
            (_, Ok(result)) => {
                self.decref(result);
                Ok(())
            }
        }
    }

    /// `call_trampoline`
    fn call_tracer(&mut self, callback: Ref, frame: Ref, event: Event, arg: Option<Ref>) -> R {
        let holds = self.since(12);
        self.thread.tracing.inside += 1;
        if event == Event::Call && self.top().ip == 0 {
            self.know_line();
        }
        // From 3.12 the callback for the event holds the frame, before its function holds it.
        if holds {
            self.incref(frame);
        }
        let result = match self.show_locals(frame) {
            Ok(()) => {
                let name = self.intern(event.name());
                let arg = arg.unwrap_or(self.one.none);
                let result = self.call_args(callback, &Args::pos(&[frame, name, arg]));
                self.decref(name);
                result
            }
            Err(exc) => Err(exc),
        };
        let taken = self.take_locals(frame);
        if holds {
            self.decref(frame);
        }
        self.thread.tracing.inside -= 1;
        match (result, taken) {
            (Ok(value), Err(exc)) => {
                self.decref(value);
                Err(exc)
            }
            (result, _) => result,
        }
    }

    /// To 3.9 a traced frame is in the line that was reached last, whether its tracer was told of it or not.
    fn know_line(&mut self) {
        if self.since(10) {
            return;
        }
        let top = self.top();
        let line = match (top.traced as usize).checked_sub(2) {
            Some(at) => top.body.lines.get(at).copied().unwrap_or(0),
            None => top.body.first_line,
        };
        if let Some(object) = top.object
            && let Body::Frame(frame) = self.body_mut(object)
        {
            frame.line = line;
        }
    }

    /// A tracer that fails is taken away.
    fn remove_tracer(&mut self, tool: Tool, frame: Ref, exc: Exc) -> Exc {
        let exc = match self.settle(exc) {
            Ok(exception) => {
                // `PyTraceBack_Here` in `call_trampoline`, to 3.11.3.
                if self.version < version::Version::new(3, 11, 4) {
                    self.add_traceback(exception);
                }
                Exc::Raised(exception)
            }
            Err(stop) => Exc::Stop(stop),
        };
        self.set_tracer(tool, None);
        if tool == Tool::Trace {
            let old = self.replace_f_trace(frame, None);
            self.xdecref(old);
        }
        exc
    }

    /// The frame's own function, borrowed, if it is to be told of such an event.
    fn f_trace(&self, frame: Ref, event: Event) -> Option<Ref> {
        match self.body(frame) {
            Body::Frame(frame) if frame.trace_lines || event != Event::Line => frame.trace,
            _ => None,
        }
    }

    /// Takes the function over; gives the old one.
    pub(crate) fn replace_f_trace(&mut self, frame: Ref, function: Option<Ref>) -> Option<Ref> {
        match self.body_mut(frame) {
            Body::Frame(frame) => std::mem::replace(&mut frame.trace, function),
            _ => function,
        }
    }
}
