//! Where the frame of a suspended generator is.
//!
//! To 3.10 it is in a frame object, which every generator has from its birth and the collector knows:
//! the frame object holds the locals, and the generator holds the frame object.
//! From 3.11 it is in the generator itself (`gi_iframe`), and there is a frame object only if somebody asks for one.

use objects::Ref;

use super::Vm;
use crate::objects::{Body, Frame, Generator};

impl Vm {
    /// The frame of a generator that is suspended or hasn't begun.
    pub(crate) fn suspended(&self, generator: Ref) -> Option<&Frame> {
        match self.body(generator) {
            Body::Generator(state) => self.suspended_of(state),
            _ => None,
        }
    }

    /// The same of a generator's state.
    pub(super) fn suspended_of<'a>(&'a self, state: &'a Generator) -> Option<&'a Frame> {
        let Some(object) = state.frame_object else {
            return state.frame.as_deref();
        };
        match &self.heap.get(object)?.body {
            Body::Frame(value) => value.frame.as_deref(),
            _ => None,
        }
    }

    /// The same to change it.
    pub(crate) fn suspended_mut(&mut self, generator: Ref) -> Option<&mut Frame> {
        let object = match self.body(generator) {
            Body::Generator(state) => state.frame_object,
            _ => None,
        };
        match self.body_mut(object.unwrap_or(generator)) {
            Body::Generator(state) => state.frame.as_deref_mut(),
            Body::Frame(value) => value.frame.as_deref_mut(),
            _ => None,
        }
    }

    /// Takes the frame out of a generator that goes on, or ends.
    pub(super) fn take_suspended(&mut self, generator: Ref) -> Option<Box<Frame>> {
        let Body::Generator(state) = self.body_mut(generator) else {
            return None;
        };
        let Some(object) = state.frame_object.take() else {
            return state.frame.take();
        };
        let taken = match self.body_mut(object) {
            Body::Frame(value) => value.frame.take(),
            _ => None,
        };
        match taken {
            Some(mut frame) => {
                frame.object = Some(object);
                Some(frame)
            }
            // Somebody has cleared it.
            None => {
                self.decref(object);
                None
            }
        }
    }

    /// Puts the frame back into its generator.
    pub(super) fn suspend(&mut self, generator: Ref, mut frame: Box<Frame>) {
        if self.since(11) {
            if let Body::Generator(state) = self.body_mut(generator) {
                state.frame = Some(frame);
            }
            return;
        }
        let object = match frame.object.take() {
            Some(object) => object,
            None => self.new_frame_object(frame.code, frame.globals, Some(generator)),
        };
        let line = self.line_of(&frame);
        if let Body::Frame(value) = self.body_mut(object) {
            value.frame = Some(frame);
            value.line = line;
        }
        if let Body::Generator(state) = self.body_mut(generator) {
            state.frame_object = Some(object);
        }
    }
}
