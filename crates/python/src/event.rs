//! [`Recorder`], who is told of each step, and [`Step`], what he is told.

use std::fmt;

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
    pub(crate) steps: Vec<Step>,
}

impl objects::Observer<objects::Event> for Recorder {
    fn observe(&mut self, event: objects::Event) {
        if self.records {
            self.steps.push(Step::Heap(event));
        }
    }
}

impl objects::Observer<gc::Event> for Recorder {
    fn observe(&mut self, event: gc::Event) {
        if self.records {
            self.steps.push(Step::Collector(event));
        }
    }
}

impl objects::Observer<weakref::Event> for Recorder {
    fn observe(&mut self, event: weakref::Event) {
        if self.records {
            self.steps.push(Step::Weak(event));
        }
    }
}
