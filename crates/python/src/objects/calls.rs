//! [`Calls`]: the calls under way in a thread.

use std::ops::Index;

use super::{Call, Frame};

/// A row of calls. The last one, which runs, stands apart, so that every instruction finds it at once.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    running: Option<Call>,
    below: Vec<Call>,
}

impl Calls {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.below.len() + usize::from(self.running.is_some())
    }

    /// Whether none is under way.
    pub(crate) fn is_empty(&self) -> bool {
        self.running.is_none()
    }

    /// The one that runs.
    #[inline]
    pub(crate) fn last(&self) -> Option<&Frame> {
        self.running.as_deref()
    }

    /// The same, to be changed.
    #[inline]
    pub(crate) fn last_mut(&mut self) -> Option<&mut Frame> {
        self.running.as_deref_mut()
    }

    /// Another call begins.
    #[inline]
    pub(crate) fn push(&mut self, call: Call) {
        if let Some(caller) = self.running.replace(call) {
            self.below.push(caller);
        }
    }

    /// The one that runs is over, or suspended: its caller runs.
    #[inline]
    pub(crate) fn pop(&mut self) -> Option<Call> {
        std::mem::replace(&mut self.running, self.below.pop())
    }

    /// One of them, the outermost is number 0.
    pub(crate) fn get(&self, at: usize) -> Option<&Frame> {
        match self.below.get(at) {
            Some(call) => Some(call),
            None if at == self.below.len() => self.last(),
            None => None,
        }
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, at: usize) -> Option<&mut Call> {
        if at == self.below.len() {
            return self.running.as_mut();
        }
        self.below.get_mut(at)
    }

    /// The innermost one of which this holds.
    pub(crate) fn rposition(&self, mut holds: impl FnMut(&Frame) -> bool) -> Option<usize> {
        let mut at = self.len();
        self.iter().rev().find_map(|frame| {
            at -= 1;
            holds(frame).then_some(at)
        })
    }

    /// They, the outermost first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Frame> + Clone {
        self.below.iter().chain(&self.running).map(|call| &**call)
    }

    /// The same, to be changed.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Frame> {
        let all = self.below.iter_mut().chain(&mut self.running);
        all.map(|call| &mut **call)
    }
}

impl Index<usize> for Calls {
    type Output = Frame;

    fn index(&self, at: usize) -> &Frame {
        match self.get(at) {
            Some(call) => call,
            None => panic!("there are {} calls, and none of number {at}", self.len()),
        }
    }
}
