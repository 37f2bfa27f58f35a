//! Cells, code objects and frames.

use super::{Attribute, field, held};
use crate::objects::Body;

pub(super) const CELL: &[Attribute] = &[(
    "cell_contents",
    |vm, object| {
        let Body::Cell(value) = vm.body(object) else {
            return Ok(vm.none());
        };
        match *value {
            Some(value) => Ok(vm.incref(value)),
            None => Err(vm.value_error("Cell is empty")),
        }
    },
    None,
)];

pub(super) const CODE: &[Attribute] = &[
    field!("co_name", Body::Code(code) => Some(code.shared.name)),
    (
        "co_consts",
        |vm, object| {
            let Body::Code(code) = vm.body(object) else {
                return Ok(vm.none());
            };
            let items = code.shared.consts.clone();
            let items = vm.increfs(&items);
            Ok(vm.tuple(items))
        },
        None,
    ),
    (
        "co_nlocals",
        |vm, object| {
            let Body::Code(code) = vm.body(object) else {
                return Ok(vm.none());
            };
            let count = code.shared.nlocals;
            Ok(vm.int_usize(count))
        },
        None,
    ),
    (
        "co_varnames",
        |vm, object| {
            let Body::Code(code) = vm.body(object) else {
                return Ok(vm.none());
            };
            let items = code.shared.variables[..code.shared.nlocals].to_vec();
            let items = vm.increfs(&items);
            Ok(vm.tuple(items))
        },
        None,
    ),
];

pub(super) const FRAME: &[Attribute] = &[
    field!("f_code", Body::Frame(frame) => Some(frame.code)),
    field!("f_globals", Body::Frame(frame) => Some(frame.globals)),
    ("f_back", crate::modules::frame_back, None),
    ("f_locals", crate::modules::frame_locals, None),
    ("f_lineno", crate::modules::frame_line, None),
];
