//! The calls under way in any thread, as frame objects.

use objects::Ref;

use super::Vm;
use crate::objects::{Body, Call, Calls, FrameObject};

impl Vm {
    /// The calls of a thread, the innermost last.
    pub(crate) fn calls_of(&self, thread: u64) -> Option<&Calls> {
        if thread == self.thread.number {
            return Some(&self.thread.frames);
        }
        Some(&self.threads.parked.get(&thread)?.frames)
    }

    /// One of them, to be changed.
    pub(crate) fn call_of_mut(&mut self, thread: u64, index: usize) -> Option<&mut Call> {
        let frames = if thread == self.thread.number {
            &mut self.thread.frames
        } else {
            &mut self.threads.parked.get_mut(&thread)?.frames
        };
        frames.get_mut(index)
    }

    /// The threads that have a call under way, the youngest first.
    pub(crate) fn calling_threads(&self) -> Vec<u64> {
        let mut numbers: Vec<u64> = self
            .threads
            .parked
            .iter()
            .filter(|(_, state)| !state.frames.is_empty())
            .map(|(&number, _)| number)
            .chain([self.thread.number])
            .collect();
        numbers.sort_unstable_by_key(|&number| std::cmp::Reverse(number));
        numbers
    }

    /// Where a frame object's call is under way.
    pub(crate) fn call_with_object(&self, object: Ref) -> Option<(u64, usize)> {
        let place = |frames: &Calls| frames.rposition(|frame| frame.object == Some(object));
        if let Some(index) = place(&self.thread.frames) {
            return Some((self.thread.number, index));
        }
        self.threads
            .parked
            .iter()
            .find_map(|(&number, state)| Some((number, place(&state.frames)?)))
    }

    /// A frame object of code that runs, or waits in a generator.
    pub(crate) fn new_frame_object(
        &mut self,
        code: Ref,
        globals: Ref,
        generator: Option<Ref>,
    ) -> Ref {
        self.incref(code);
        self.incref(globals);
        let is_frame = !self.since(11);
        let object = self.alloc(Body::Frame(Box::new(FrameObject::new(
            code, globals, generator, is_frame,
        ))));
        // It is tracked when its call ends and somebody holds it; to 3.10, that of a generator from its birth.
        if !is_frame || generator.is_none() {
            self.gc.untrack(object);
        }
        object
    }

    /// The frame object of a running frame, as a new reference.
    pub(crate) fn frame_object(&mut self, index: usize) -> Ref {
        match self.frame_object_of(self.thread.number, index) {
            Some(object) => object,
            None => unreachable!("there is no such call"),
        }
    }

    /// The same of any thread's.
    pub(crate) fn frame_object_of(&mut self, thread: u64, index: usize) -> Option<Ref> {
        let frame = self.calls_of(thread)?.get(index)?;
        if let Some(object) = frame.object {
            return Some(self.incref(object));
        }
        let (code, globals, generator) = (frame.code, frame.globals, frame.generator);
        let object = self.new_frame_object(code, globals, generator);
        if let Some(frame) = self.call_of_mut(thread, index) {
            frame.object = Some(object);
        }
        Some(self.incref(object))
    }
}
