//! [`ThreadState`]: what each thread has for itself.

use objects::Ref;

use super::wait::{Outcome, Wait};
use crate::objects::{Calls, Frame};
use crate::vm::tracing::Tracing;
use crate::vm::{Exc, R};

/// `PyThreadState`: the calls under way in one thread, and what belongs to them.
#[derive(Debug, Default)]
pub(crate) struct ThreadState {
    /// Its number, as the lock of the interpreter knows it; 0 while nobody runs.
    pub(crate) number: u64,
    /// The calls under way; the last one runs.
    pub(crate) frames: Calls,
    /// References that native code under way owns: let go of when it returns.
    pub(crate) scratch: Vec<Ref>,
    /// The exception being handled: `exc_info->exc_value`.
    pub(crate) handled: Option<Ref>,
    /// The same of whoever resumed the generators that run, the outermost first: `exc_info->previous_item`.
    pub(crate) handled_below: Vec<Option<Ref>>,
    /// How many calls are under way, in Python and in native code.
    pub(crate) depth: usize,
    /// Whose repr is being made (`Py_ReprEnter`).
    pub(crate) repr_running: Vec<Ref>,
    /// For each of its loops over instructions, how many frames lay below when it began.
    pub(super) bases: Vec<usize>,
    /// What its innermost loop gives back, as soon as no other thread's loop lies above it.
    pub(super) finished: Option<R>,
    /// What it waits for.
    pub(super) wait: Option<Wait>,
    /// How its last wait ended, until the native code that waited asks.
    pub(super) outcome: Option<Outcome>,
    /// Whether the instruction that waited is run again.
    pub(super) again: bool,
    /// What it begins with.
    pub(super) entry: Option<Entry>,
    /// The function that it runs, for the report of an exception.
    pub(super) function: Option<Ref>,
    /// The lock or handle that says when it is over.
    pub(crate) sentinel: Option<Ref>,
    /// An exception that another thread sent.
    pub(super) interrupt: Option<Ref>,
    /// Objects that have a namespace of this thread; not counted.
    pub(crate) locals: Vec<Ref>,
    /// `context`: its current context, made when it is needed first (`_contextvars`).
    pub(crate) context: Option<Ref>,
    /// `async_gen_firstiter` and `async_gen_finalizer`
    pub(crate) asyncgen: AsyncgenHooks,
    /// The exception that a call of its class has made: its `__init__` is handed the tuple that `__new__` kept. Not counted.
    pub(crate) initializing: Option<Ref>,
    /// Whom it tells of what it runs.
    pub(crate) tracing: Tracing,
    /// The name that the system knows it by.
    pub(crate) name: Option<Box<str>>,
}

/// Whom asynchronous generators tell that they begin, and that they die.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AsyncgenHooks {
    pub(crate) firstiter: Option<Ref>,
    pub(crate) finalizer: Option<Ref>,
}

/// The call that a new thread makes, with counted references.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) args: Ref,
    pub(super) kwargs: Option<Ref>,
}

impl ThreadState {
    /// The exception being handled in the innermost place that handles one: `_PyErr_GetTopmostException`.
    pub(crate) fn topmost_handled(&self) -> Option<Ref> {
        let below = || {
            self.handled_below
                .iter()
                .rev()
                .copied()
                .find_map(|held| held)
        };
        self.handled.or_else(below)
    }

    /// Visits what it holds.
    pub(crate) fn references(&self, visit: &mut impl FnMut(Ref)) {
        for frame in self.frames.iter() {
            frame.traverse(visit);
        }
        self.scratch.iter().copied().for_each(&mut *visit);
        self.handled_below
            .iter()
            .flatten()
            .copied()
            .for_each(&mut *visit);
        if let Some(Ok(object) | Err(Exc::Raised(object))) = &self.finished {
            visit(*object);
        }
        if let Some(entry) = &self.entry {
            visit(entry.args);
            entry.kwargs.into_iter().for_each(&mut *visit);
        }
        self.tracing.references().for_each(&mut *visit);
        [
            self.handled,
            self.function,
            self.sentinel,
            self.interrupt,
            self.context,
            self.asyncgen.firstiter,
            self.asyncgen.finalizer,
        ]
        .into_iter()
        .flatten()
        .for_each(visit);
    }

    /// The frames under way have begun, as far as a tracer is concerned that is set now.
    pub(crate) fn know_frames(&mut self) {
        for frame in self.frames.iter_mut() {
            frame.traced = frame.ip as u32 + 1;
        }
    }

    /// The running frame.
    #[inline]
    pub(crate) fn top(&mut self) -> &mut Frame {
        match self.frames.last_mut() {
            Some(frame) => frame,
            None => unreachable!("instructions run in a frame"),
        }
    }

    /// How many of its frames lie below the loop that runs it.
    pub(super) fn base(&self) -> usize {
        self.bases.last().copied().unwrap_or(0)
    }
}
