//! The fields of exceptions as attributes, by their place.

use objects::Ref;

use super::held;
use crate::objects::{Body, Shape};
use crate::vm::{R, Vm};

type Get = fn(&mut Vm, Ref) -> R;
type Set = fn(&mut Vm, Ref, Option<Ref>) -> R<()>;

fn get<const PLACE: usize>(vm: &mut Vm, object: Ref) -> R {
    let value = match vm.body(object) {
        Body::Exception(state) => state.fields.get(PLACE).copied().flatten(),
        _ => None,
    };
    held(vm, value)
}

fn set<const PLACE: usize>(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    let Body::Exception(state) = vm.body(object) else {
        return Ok(());
    };
    // The positions of a Unicode error are numbers, and the rest of it is text.
    if matches!(state.shape, Shape::Unicode | Shape::Translate) {
        return Err(vm.unsupported("setting an attribute of a UnicodeError"));
    }
    if let Some(value) = value {
        vm.incref(value);
    }
    let old = match vm.body_mut(object) {
        Body::Exception(state) => match state.fields.get_mut(PLACE) {
            Some(field) => std::mem::replace(field, value),
            None => value,
        },
        _ => value,
    };
    vm.xdecref(old);
    Ok(())
}

/// How the field at a place is read and written.
pub(super) fn accessors(place: usize) -> (Get, Set) {
    match place {
        0 => (get::<0>, set::<0>),
        1 => (get::<1>, set::<1>),
        2 => (get::<2>, set::<2>),
        3 => (get::<3>, set::<3>),
        4 => (get::<4>, set::<4>),
        5 => (get::<5>, set::<5>),
        6 => (get::<6>, set::<6>),
        _ => (get::<7>, set::<7>),
    }
}
