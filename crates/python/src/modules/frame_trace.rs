//! What tracers see of a frame, and what they set there: `f_trace` and its kin, and to 3.12 the dict of variables.

use objects::Ref;

use super::frames::{Place, frame_locals, variables_of};
use crate::objects::{Body, FrameObject, Val};
use crate::vm::{R, Vm};

fn object(vm: &Vm, frame: Ref) -> Option<&FrameObject> {
    match vm.body(frame) {
        Body::Frame(object) => Some(object),
        _ => None,
    }
}

/// `frame.f_trace`
pub(crate) fn frame_trace(vm: &mut Vm, frame: Ref) -> R {
    let function = object(vm, frame).and_then(|frame| frame.trace);
    let function = function.unwrap_or(vm.one.none);
    Ok(vm.incref(function))
}

/// `frame_settrace`: `None` and deletion are the same.
pub(crate) fn frame_set_trace(vm: &mut Vm, frame: Ref, value: Option<Ref>) -> R<()> {
    let function = value.filter(|&value| value != vm.one.none);
    if let Some(function) = function {
        vm.incref(function);
    }
    let old = vm.replace_f_trace(frame, function);
    vm.xdecref(old);
    Ok(())
}

/// `frame.f_trace_lines`
pub(crate) fn frame_trace_lines(vm: &mut Vm, frame: Ref) -> R {
    let lines = object(vm, frame).is_none_or(|frame| frame.trace_lines);
    Ok(vm.bool(lines))
}

/// A member that is a `bool`.
fn flag(vm: &mut Vm, name: &str, value: Option<Ref>) -> R<bool> {
    match value {
        Some(value) if value == vm.one.yes => Ok(true),
        Some(value) if value == vm.one.no => Ok(false),
        Some(_) => Err(vm.type_error("attribute value type must be bool")),
        None if name == "f_trace_opcodes" && vm.since(14) => {
            Err(vm.error("AttributeError", "cannot delete attribute"))
        }
        None => Err(vm.type_error("can't delete numeric/char attribute")),
    }
}

/// Sets `frame.f_trace_lines`.
pub(crate) fn frame_set_trace_lines(vm: &mut Vm, frame: Ref, value: Option<Ref>) -> R<()> {
    let lines = flag(vm, "f_trace_lines", value)?;
    if let Body::Frame(frame) = vm.body_mut(frame) {
        frame.trace_lines = lines;
    }
    Ok(())
}

/// Sets `frame.f_trace_opcodes`, which can only stay as it is.
pub(crate) fn frame_set_trace_opcodes(vm: &mut Vm, _: Ref, value: Option<Ref>) -> R<()> {
    if flag(vm, "f_trace_opcodes", value)? {
        return Err(vm.unsupported("opcode events (frame.f_trace_opcodes)"));
    }
    Ok(())
}

/// Sets `frame.f_lineno`: a jump, which only a tracer may ask for.
pub(crate) fn frame_set_line(vm: &mut Vm, frame: Ref, value: Option<Ref>) -> R<()> {
    if value.is_none() {
        let text = if vm.since(14) {
            "attribute 'f_lineno' of 'frame' objects cannot be deleted"
        } else {
            "cannot delete attribute"
        };
        return Err(vm.error("AttributeError", text));
    }
    let is_told = object(vm, frame).is_some_and(|frame| frame.trace.is_some());
    let text = match vm.version.minor() {
        ..=10 if !is_told => "f_lineno can only be set by a trace function",
        11 if !vm.thread.tracing.is_at_work() => {
            "can't jump from the 'call' trace event of a new frame"
        }
        12.. if !vm.thread.tracing.is_at_work() => "f_lineno can only be set in a trace function",
        _ => return Err(vm.unsupported("jumps of a tracer (setting frame.f_lineno)")),
    };
    Err(vm.value_error(text))
}

impl Vm {
    /// What a tracer finds in `f_locals`: to 3.10 it is made in any case (`PyFrame_FastToLocalsWithError`),
    /// in 3.11 and 3.12 brought up to date for who has it.
    pub(crate) fn show_locals(&mut self, frame: Ref) -> R<()> {
        let shows = match self.version.minor() {
            ..=10 => true,
            11 | 12 => object(self, frame).is_some_and(|frame| frame.fast_as_locals),
            _ => false,
        };
        if shows {
            let dict = frame_locals(self, frame)?;
            self.decref(dict);
        }
        Ok(())
    }

    /// `PyFrame_LocalsToFast`: what a tracer has changed in the dict becomes the variables' (to 3.12).
    pub(crate) fn take_locals(&mut self, frame: Ref) -> R<()> {
        if self.since(13) {
            return Ok(());
        }
        if self.since(11) {
            let took = match self.body_mut(frame) {
                Body::Frame(frame) => std::mem::take(&mut frame.fast_as_locals),
                _ => false,
            };
            if !took {
                return Ok(());
            }
        }
        let Some(place) = Place::of(self, frame) else {
            return Ok(());
        };
        let dict = match place.frame(self) {
            Some(running) if running.body.flags.optimized => running.names,
            _ => None,
        };
        let Some(dict) = dict else {
            return Ok(());
        };
        for (at, (name, value)) in variables_of(self, frame).into_iter().enumerate() {
            let new = self.dict_get_name(dict, name);
            if new != value {
                self.replace_local(&place, at, new);
            }
        }
        Ok(())
    }

    /// Borrows the new value.
    fn replace_local(&mut self, place: &Place, at: usize, new: Option<Ref>) {
        if let Some(new) = new {
            self.incref(new);
        }
        let Some(frame) = place.frame_mut(self) else {
            self.xdecref(new);
            return;
        };
        let cell = match frame.locals.get(at).and_then(|value| value.get()) {
            Some(cell) if frame.is_cell(at) => Some(cell),
            _ => None,
        };
        let old = match (cell, frame.locals.get_mut(at)) {
            (Some(_), _) => Val::Null,
            (None, Some(value)) => std::mem::replace(value, new.map_or(Val::Null, Val::Owned)),
            (None, None) => new.map_or(Val::Null, Val::Owned),
        };
        if let Some(cell) = cell {
            let old = match self.body_mut(cell) {
                Body::Cell(held) => std::mem::replace(held, new),
                _ => new,
            };
            self.xdecref(old);
        }
        self.close(old);
    }
}
