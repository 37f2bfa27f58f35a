//! Blocks: what the allocator is asked for, what waits on free lists, and what a tracer is told.

use objects::types::dict::keys_size;
use objects::types::{Float, Int};
use objects::{Ref, Size};

use super::Vm;
use crate::objects::{
    Body, CodeBody, Object, Spare, asked_for, is_compact, size, with_one_item_more,
};

impl Vm {
    /// Gives a new object its block, and its buffer if it has one.
    pub(crate) fn place(&mut self, object: Ref, bytes: Size, buffer: usize) {
        let bytes = with_one_item_more(self.get(object), bytes);
        let traces = self.heap.observer().tracer.is_some();
        if self.counts() {
            self.settle_spares();
            let spare = Spare::of(self.get(object));
            let generic = std::mem::take(&mut self.generic);
            let waited = spare
                .filter(|_| !generic)
                .and_then(|spare| self.spares.take(spare));
            if traces {
                let asked = asked_for(self.get(object), bytes.block(), self.version);
                let recorder = self.heap.observer_mut();
                recorder.waited = waited;
                recorder.asked_for = Some(asked);
            }
        }
        let mut result = self.heap.place(object, bytes);
        if buffer > 0 && result.is_ok() {
            self.expect_buffer(object, buffer);
            result = self.heap.resize_buffer(object, buffer);
        }
        if traces {
            self.expect_nothing();
        }
        if result.is_err() {
            self.out_of_memory();
        }
    }

    /// The buffer of a container that grew or shrank.
    pub(crate) fn resized(&mut self, object: Ref) {
        let buffer = match self.shared_keys_of_dict(object) {
            // The keys are the class's. From 3.13 the values stay in the instance.
            Some(_) if self.since(13) => 0,
            Some(keys) => self.layouts.room_for_values(keys).1,
            None => size(self.get(object), self.version).1,
        };
        let (old, was) = (
            self.heap.buffer_address(object),
            self.heap.buffer_nbytes(object),
        );
        let moves = matches!(self.body(object), Body::List(_) | Body::ByteArray(_))
            || crate::modules::array::array(self, object).is_some();
        let traces = self.heap.observer().tracer.is_some();
        let result = if moves {
            if traces {
                self.heap.observer_mut().moving = old;
            }
            self.heap.resize_buffer(object, buffer)
        } else {
            if was != buffer {
                self.expect_buffer(object, buffer);
            }
            self.heap.replace_buffer(object, buffer)
        };
        if result.is_err() {
            self.out_of_memory();
        }
        let now = self.heap.buffer_address(object);
        let Some(tracer) = &mut self.heap.observer_mut().tracer else {
            if !moves && was != buffer {
                self.table_freed(object, was, None);
            }
            return;
        };
        match now {
            Some(address) if moves && now == old && was != buffer => {
                tracer.given(address, buffer as u64);
            }
            _ => {}
        }
        let returned = tracer.take_returned().pop().flatten();
        self.expect_nothing();
        if !moves && was != buffer {
            self.table_freed(object, was, returned);
        }
    }

    /// The object itself became larger, and may lie elsewhere now (`PyObject_Realloc`).
    pub(crate) fn moved(&mut self, object: Ref, bytes: Size) {
        let old = self.heap.address(object);
        if self.heap.observer().tracer.is_some() {
            self.heap.observer_mut().moving = old;
        }
        if self.heap.resize(object, bytes).is_err() {
            self.out_of_memory();
        }
        let now = self.heap.address(object);
        if let Some(tracer) = &mut self.heap.observer_mut().tracer {
            if let (Some(address), true) = (now, now == old) {
                tracer.given(address, bytes.block() as u64);
            }
            tracer.take_returned();
        }
        self.expect_nothing();
    }

    /// The room for the values of an instance goes to its dict (3.11 and 3.12).
    pub(crate) fn drop_values(&mut self, object: Ref) {
        if !matches!(self.body(object), Body::Plain) || self.heap.buffer_nbytes(object) == 0 {
            return;
        }
        if self.heap.resize_buffer(object, 0).is_err() {
            self.out_of_memory();
        }
        if let Some(tracer) = &mut self.heap.observer_mut().tracer {
            tracer.take_returned();
        }
    }

    /// Takes the block of a dict's table from its free list, if there is one.
    fn expect_buffer(&mut self, object: Ref, buffer: usize) {
        if !self.counts() || !self.is_spare_table(object, buffer) {
            return;
        }
        let waited = self.spares.take(Spare::Keys);
        let recorder = self.heap.observer_mut();
        if recorder.tracer.is_some() {
            recorder.waited = waited;
        }
    }

    /// The frame of a call that begins. To 3.10 it is an object: the one that waits in its code, one from the free list,
    /// or a new one (`_PyFrame_New_NoTrack`).
    #[inline]
    pub(crate) fn frame_made(&mut self, body: &CodeBody) {
        if !self.since(11) && self.counts() && !body.kept_frame.replace(false) {
            gc::alloc_frame(self);
        }
    }

    /// The frame of a call that is over waits in its code, or on the free list (`frame_dealloc`).
    #[inline]
    pub(crate) fn frame_freed(&mut self, body: &CodeBody) {
        if !self.since(11) && self.counts() && body.kept_frame.replace(true) {
            self.gc.frame_freed();
        }
    }

    /// What goes with a frame object or a code object.
    pub(super) fn frames_freed(&mut self, value: &Object) {
        match &value.body {
            Body::Frame(object) => {
                if let Some(frame) = &object.frame {
                    self.frame_freed(&frame.body);
                }
            }
            Body::Code(code) if code.shared.kept_frame.replace(false) && self.counts() => {
                self.gc.kept_frame_freed();
            }
            _ => {}
        }
    }

    fn expect_nothing(&mut self) {
        let recorder = self.heap.observer_mut();
        (recorder.waited, recorder.asked_for, recorder.moving) = (None, None, None);
    }

    /// Whether a table of so many bytes is the smallest, of texts alone.
    fn is_spare_table(&self, object: Ref, bytes: usize) -> bool {
        matches!(self.heap.get(object), Some(value) if matches!(value.body, Body::Dict(_)))
            && bytes == keys_size(self.version, 3, true)
    }

    fn table_freed(&mut self, object: Ref, bytes: usize, trace: Option<crate::modules::Trace>) {
        if self.counts() && self.is_spare_table(object, bytes) {
            self.keep_spare(Spare::Keys, trace);
        }
    }

    /// Keeps a block that was returned, if its free list has room.
    fn keep_spare(&mut self, spare: Spare, trace: Option<crate::modules::Trace>) {
        self.settle_spares();
        if !self.spares.has_room(spare) {
            return;
        }
        self.spares.give(spare, trace);
        if let (Some(tracer), Some(trace)) = (&mut self.heap.observer_mut().tracer, trace) {
            tracer.waits(trace);
        }
    }

    /// Takes notice of a death: the object's blocks were returned, or wait for the next object of their kind.
    pub(crate) fn blocks_freed(&mut self, value: &Object) {
        let mut returned = match &mut self.heap.observer_mut().tracer {
            Some(tracer) => tracer.take_returned(),
            None => Vec::new(),
        };
        if !self.counts() {
            return;
        }
        // The buffer went first.
        let block = returned.pop().flatten();
        let buffer = returned.pop().flatten();
        let is_split = value
            .attrs
            .as_ref()
            .is_some_and(|attrs| attrs.split.is_some());
        if let (Body::Dict(table), false) = (&value.body, is_split)
            && table.buffer_bytes(self.version) == keys_size(self.version, 3, true)
        {
            self.keep_spare(Spare::Keys, buffer);
        }
        if let Some(spare) = Spare::of(value) {
            self.keep_spare(spare, block);
        }
    }

    /// A number that isn't shared, of so many bytes: no collector has to be told of it.
    #[inline(always)]
    fn alloc_number(&mut self, body: Body, spare: Option<Spare>, bytes: usize) -> Ref {
        let object = Object::new(body);
        if let Some(spare) = spare
            && self.spares.has(spare)
            && self.counts()
        {
            self.settle_spares();
            self.spares.take(spare);
        }
        let size = Size {
            preheader: 0,
            object: bytes,
        };
        let made = self.heap.insert(object);
        if self.heap.place(made, size).is_err() {
            self.out_of_memory();
        }
        made
    }

    /// A new integer of no more than two digits.
    pub(crate) fn new_word(&mut self, value: i64) -> Ref {
        let value = Int::from(value);
        if self.heap.observer().tracer.is_some() {
            return self.alloc(Body::Int(value));
        }
        let digits = value.digit_count();
        let Some(&bytes) = self.word_sizes.get(digits) else {
            return self.alloc(Body::Int(value));
        };
        let spare = (digits <= 1).then_some(Spare::Int);
        self.alloc_number(Body::Int(value), spare, bytes)
    }

    /// A `float`.
    pub(crate) fn float(&mut self, value: f64) -> Ref {
        if self.heap.observer().tracer.is_some() {
            return self.alloc(Body::Float(value));
        }
        let bytes = Float(value).sizeof(self.version);
        self.alloc_number(Body::Float(value), Some(Spare::Float), bytes)
    }

    /// Notices the death of a number, of which nobody else has to hear. Says whether it was one.
    #[inline]
    pub(crate) fn number_dies(&mut self, object: Ref) -> bool {
        let Some(value) = self.heap.get(object) else {
            return false;
        };
        let spare = match &value.body {
            Body::Int(value) if is_compact(value) => Some(Spare::Int),
            Body::Int(_) => None,
            Body::Float(_) => Some(Spare::Float),
            Body::Complex(..) => Some(Spare::Complex),
            _ => return false,
        };
        if value.class.is_some() || value.attrs.is_some() || self.heap.observer().tracer.is_some() {
            return false;
        }
        if let Some(spare) = spare
            && self.spares.has(spare)
            && self.counts()
        {
            self.keep_spare(spare, None);
        }
        true
    }

    /// Gives back what waited on the free lists, if there was a full collection.
    #[inline]
    pub(crate) fn settle_spares(&mut self) {
        let collections = self.gc.stats()[2].collections;
        if self.spares.is_settled(collections) {
            return;
        }
        let freed = self.spares.catch_up(collections);
        if let Some(tracer) = &mut self.heap.observer_mut().tracer {
            for trace in freed {
                tracer.waits_no_more(trace);
            }
        }
    }
}
