//! [`Recorder`], who is told of each step, and [`Step`], what he is told.

use std::fmt;

use crate::modules::{Trace, Tracer};

/// One step of the runtime, in the words of the crate it comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Of the heap.
    Heap(objects::Event),
    /// Of the collector.
    Collector(gc::Event),
    /// Of weak references.
    Weak(weakref::Event),
    /// The program is at this line now.
    Line(u32),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Heap(event) => event.fmt(f),
            Step::Collector(event) => write!(f, "{event:?}"),
            Step::Weak(event) => event.fmt(f),
            Step::Line(line) => write!(f, "line {line}"),
        }
    }
}

/// Writes the steps down, if it is asked to.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) records: bool,
    /// Whether anybody wants to hear of the heap's steps: one question for the two.
    is_heard: bool,
    pub(crate) steps: Vec<Step>,
    /// What `tracemalloc` knows, while it traces.
    pub(crate) tracer: Option<Box<Tracer>>,
    /// How many places a traceback of `tracemalloc` has at most; 0 before the first start.
    pub(crate) traceback_limit: usize,
    /// The next block isn't new: it waited on a free list.
    pub(crate) waited: Option<Option<Trace>>,
    /// The next block is the new place of this one.
    pub(crate) moving: Option<u64>,
    /// The bytes that the allocator is asked for next, where its own number is rounded.
    pub(crate) asked_for: Option<usize>,
}

impl Recorder {
    /// Begins or ends to write steps down. Says whether they were.
    pub(crate) fn record(&mut self, records: bool) -> bool {
        let before = std::mem::replace(&mut self.records, records);
        self.is_heard = records || self.tracer.is_some();
        before
    }

    /// Lets a tracer hear of blocks, or nobody.
    pub(crate) fn trace_with(&mut self, tracer: Option<Box<Tracer>>) {
        self.is_heard = self.records || tracer.is_some();
        self.tracer = tracer;
    }

    /// Tells the tracer of a block.
    fn trace(&mut self, event: &objects::Event) {
        let Some(tracer) = &mut self.tracer else {
            return;
        };
        match *event {
            objects::Event::AddressGiven {
                address, nbytes, ..
            } => {
                let nbytes = self.asked_for.take().unwrap_or(nbytes) as u64;
                match self.waited.take() {
                    Some(waited) => tracer.given_again(address, waited),
                    None => {
                        if let Some(from) = self.moving.take() {
                            tracer.moved(from);
                        }
                        tracer.given(address, nbytes);
                    }
                }
            }
            objects::Event::AddressReturned { address, .. } => tracer.returned(address),
            _ => {}
        }
    }
}

impl objects::Observer<objects::Event> for Recorder {
    #[inline]
    fn is_listening(&self) -> bool {
        self.is_heard
    }

    fn observe(&mut self, event: objects::Event) {
        self.trace(&event);
        if self.records {
            self.steps.push(Step::Heap(event));
        }
    }
}

impl objects::Observer<gc::Event> for Recorder {
    #[inline]
    fn is_listening(&self) -> bool {
        self.records
    }

    fn observe(&mut self, event: gc::Event) {
        self.steps.push(Step::Collector(event));
    }
}

impl objects::Observer<weakref::Event> for Recorder {
    #[inline]
    fn is_listening(&self) -> bool {
        self.records
    }

    fn observe(&mut self, event: weakref::Event) {
        self.steps.push(Step::Weak(event));
    }
}
