//! `range` and `slice`.

use super::{Attribute, field, held};
use crate::objects::{Body, NativeFn};

pub(super) const RANGE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let mut parts = [0, 0, 1];
        let given = &args.pos[1..];
        match given {
            [stop] => parts[1] = vm.index(*stop)?,
            [start, stop, rest @ ..] => {
                parts[0] = vm.index(*start)?;
                parts[1] = vm.index(*stop)?;
                if let Some(&step) = rest.first() {
                    parts[2] = vm.index(step)?;
                }
            }
            [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        }
        if parts[2] == 0 {
            return Err(vm.value_error("range() arg 3 must not be zero"));
        }
        Ok(vm.range(parts[0], parts[1], parts[2]))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
];

pub(super) const SLICE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let none = vm.one.none;
        let parts = match args.pos[1..] {
            [stop] => [none, stop, none],
            [start, stop] => [start, stop, none],
            [start, stop, step] => [start, stop, step],
            _ => return Err(vm.type_error("slice expected at most 3 arguments")),
        };
        vm.increfs(&parts);
        Ok(vm.alloc(Body::Slice(parts)))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
];

pub(super) const RANGE_ATTRIBUTES: &[Attribute] = &[
    field!("start", Body::Range(range) => Some(range.start)),
    field!("stop", Body::Range(range) => Some(range.stop)),
    field!("step", Body::Range(range) => Some(range.step)),
];

pub(super) const SLICE_ATTRIBUTES: &[Attribute] = &[
    field!("start", Body::Slice(parts) => Some(parts[0])),
    field!("stop", Body::Slice(parts) => Some(parts[1])),
    field!("step", Body::Slice(parts) => Some(parts[2])),
];
