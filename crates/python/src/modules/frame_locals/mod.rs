//! `FrameLocalsProxy` (PEP 667, from 3.13): a mapping that writes through to the variables of a function's frame.
//!
//! Source: `framelocalsproxy_*` in `Objects/frameobject.c`.

mod methods;

use objects::Ref;
use version::Version;

use super::frames::{self, Place};
use crate::objects::{Body, Extension, Kind, Val};
use crate::vm::{R, Vm};

pub(in crate::modules) use methods::METHODS;
pub(crate) use methods::is_there;

/// A proxy for the variables of a frame object, which is borrowed.
pub(super) fn new(vm: &mut Vm, frame: Ref) -> Ref {
    vm.incref(frame);
    vm.alloc(Body::Extension(Box::new(Extension::FrameLocals { frame })))
}

fn frame_of(vm: &Vm, object: Ref) -> Option<Ref> {
    match vm.body(object) {
        Body::Extension(extension) => match **extension {
            Extension::FrameLocals { frame } => Some(frame),
            _ => None,
        },
        _ => None,
    }
}

fn extra(vm: &Vm, frame: Ref) -> Option<Ref> {
    match vm.body(frame) {
        Body::Frame(value) => value.extra,
        _ => None,
    }
}

/// Names and values that are there: the variables first, then what was set beside them. All borrowed.
fn pairs(vm: &Vm, frame: Ref) -> Vec<(Ref, Ref)> {
    let mut found: Vec<(Ref, Ref)> = frames::variables_of(vm, frame)
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    if let Some(extra) = extra(vm, frame) {
        found.extend(vm.dict_pairs(extra));
    }
    found
}

/// The place of a variable: one that has a value if it is to be read (`framelocalsproxy_getkeyindex`).
fn place_of(vm: &mut Vm, frame: Ref, key: Ref, reading: bool) -> R<Option<usize>> {
    let hash = vm.hash_of(key)?;
    let variables = frames::variables_of(vm, frame);
    let fits = |place: usize| !reading || variables[place].1.is_some();
    let mut is_name = false;
    for (place, &(name, _)) in variables.iter().enumerate() {
        if name == key {
            if fits(place) {
                return Ok(Some(place));
            }
            is_name = true;
        }
    }
    if is_name {
        return Ok(None);
    }
    for (place, &(name, _)) in variables.iter().enumerate() {
        if vm.hash_of(name)? == hash && vm.equal(name, key)? && fits(place) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// The value under a key, borrowed; `None` if there is no such variable.
fn find(vm: &mut Vm, frame: Ref, key: Ref) -> R<Option<Ref>> {
    if let Some(place) = place_of(vm, frame, key, true)? {
        let variables = frames::variables_of(vm, frame);
        return Ok(variables.get(place).and_then(|&(_, value)| value));
    }
    match extra(vm, frame) {
        Some(extra) => vm.dict_get(extra, key),
        None => Ok(None),
    }
}

fn get_item(vm: &mut Vm, frame: Ref, key: Ref) -> R {
    match find(vm, frame, key)? {
        Some(value) => Ok(vm.incref(value)),
        None => {
            let shown = vm.repr_of(key)?;
            let text = format!("local variable '{shown}' is not defined");
            Err(vm.error("KeyError", text))
        }
    }
}

/// Up to 3.13.0 nothing could be removed (`gh-125590`).
fn can_remove(vm: &Vm) -> bool {
    vm.version >= Version::new(3, 13, 1)
}

fn cannot_remove<T>(vm: &mut Vm) -> R<T> {
    let text = "cannot remove local variables from FrameLocalsProxy";
    Err(vm.value_error(text))
}

fn set_item(vm: &mut Vm, frame: Ref, key: Ref, value: Ref) -> R<()> {
    if let Some(place) = place_of(vm, frame, key, false)? {
        write(vm, frame, place, value);
        return Ok(());
    }
    let held = match extra(vm, frame) {
        Some(held) => held,
        None => {
            let made = vm.dict();
            if let Body::Frame(object) = vm.body_mut(frame) {
                object.extra = Some(made);
            }
            made
        }
    };
    vm.dict_set(held, key, value)
}

fn remove_item(vm: &mut Vm, frame: Ref, key: Ref) -> R<()> {
    if !can_remove(vm) {
        let text = "cannot remove variables from FrameLocalsProxy";
        return Err(vm.type_error(text));
    }
    if place_of(vm, frame, key, false)?.is_some() {
        return cannot_remove(vm);
    }
    match extra(vm, frame) {
        Some(extra) => vm.native_delitem(extra, key),
        None => Err(vm.key_error(key)),
    }
}

/// Puts a value into a variable, or into its cell.
fn write(vm: &mut Vm, frame: Ref, place: usize, value: Ref) {
    let Some(at) = Place::of(vm, frame) else {
        return;
    };
    let Some(held) = at
        .frame(vm)
        .and_then(|frame| frame.locals.get(place))
        .copied()
    else {
        return;
    };
    let is_cell = at.frame(vm).is_some_and(|frame| frame.is_cell(place));
    if let (true, Some(cell)) = (is_cell, held.get())
        && let Body::Cell(old) = vm.body(cell)
    {
        let old = *old;
        if old != Some(value) {
            vm.incref(value);
            if let Body::Cell(held) = vm.body_mut(cell) {
                *held = Some(value);
            }
            vm.xdecref(old);
        }
        return;
    }
    if held.get() == Some(value) {
        return;
    }
    vm.incref(value);
    if let Some(frame) = at.frame_mut(vm)
        && let Some(local) = frame.locals.get_mut(place)
    {
        *local = Val::Owned(value);
    }
    let Some(old) = held.owned() else { return };
    if vm.since(14) {
        // The stack may have borrowed it: the frame object keeps it (`f_overwritten_fast_locals`).
        frames::keep_overwritten(vm, frame, old);
    }
    vm.decref(old);
}

/// A dict of all there is, as a new reference.
pub(super) fn as_dict(vm: &mut Vm, proxy: Ref) -> R {
    let dict = vm.dict();
    match vm.dict_update(dict, proxy) {
        Ok(()) => Ok(dict),
        Err(exc) => {
            vm.decref(dict);
            Err(exc)
        }
    }
}

/// Whether it is one of these: what `case {…}` may match.
pub(crate) fn is_frame_locals(vm: &Vm, object: Ref) -> bool {
    vm.get(object).kind() == Kind::FrameLocals
}
