//! Code objects, frames and cells as programs see them.

use objects::Ref;

use super::{Attribute, field, held};
use crate::objects::{Body, CodeBody, NativeFn};
use crate::vm::{R, Vm};

fn code(vm: &Vm, object: Ref) -> Option<std::rc::Rc<CodeBody>> {
    match vm.body(object) {
        Body::Code(code) => Some(code.shared.clone()),
        _ => None,
    }
}

fn number(vm: &mut Vm, object: Ref, get: impl FnOnce(&CodeBody) -> usize) -> R {
    let value = code(vm, object).map_or(0, |code| get(&code));
    Ok(vm.int_usize(value))
}

fn names(vm: &mut Vm, object: Ref, get: impl FnOnce(&CodeBody) -> Vec<Ref>) -> R {
    let items = code(vm, object).map_or(Vec::new(), |code| get(&code));
    let items = vm.increfs(&items);
    Ok(vm.tuple(items))
}

/// `CO_*` of `Include/cpython/code.h`.
fn flags(vm: &Vm, code: &CodeBody) -> usize {
    let flags = &code.flags;
    let nested = vm.text(code.qualname).contains(".<locals>.");
    let without_cells = code.cells.is_empty() && code.nfree == 0 && !vm.since(11);
    [
        (flags.optimized, 0x1 | 0x2),
        (flags.varargs, 0x4),
        (flags.varkeywords, 0x8),
        (nested, 0x10),
        (flags.generator, 0x20),
        (without_cells, 0x40),
        (flags.coroutine, 0x80),
        (flags.async_generator, 0x200),
        (flags.postponed, 0x100_0000),
        (
            vm.since(14) && flags.optimized && code.doc.is_some(),
            0x400_0000,
        ),
    ]
    .into_iter()
    .filter(|&(set, _)| set)
    .map(|(_, bit)| bit)
    .sum()
}

pub(super) const CODE: &[Attribute] = &[
    field!("co_name", Body::Code(code) => Some(code.shared.name)),
    field!("co_qualname", Body::Code(code) => Some(code.shared.qualname)),
    (
        "co_argcount",
        |vm, object| number(vm, object, |code| code.argcount),
        None,
    ),
    (
        "co_posonlyargcount",
        |vm, object| number(vm, object, |code| code.posonly),
        None,
    ),
    (
        "co_kwonlyargcount",
        |vm, object| number(vm, object, |code| code.kwonly),
        None,
    ),
    (
        "co_nlocals",
        |vm, object| number(vm, object, |code| code.nlocals),
        None,
    ),
    (
        "co_firstlineno",
        |vm, object| number(vm, object, |code| code.first_line as usize),
        None,
    ),
    (
        "co_flags",
        |vm, object| {
            let value = code(vm, object).map_or(0, |code| flags(vm, &code));
            Ok(vm.int_usize(value))
        },
        None,
    ),
    (
        "co_filename",
        |vm, object| {
            let name = code(vm, object).map_or(String::new(), |code| code.file.name.clone());
            Ok(vm.str(name))
        },
        None,
    ),
    (
        "co_consts",
        |vm, object| match code(vm, object) {
            Some(code) => Ok(vm.incref(code.co_consts)),
            None => Ok(vm.none()),
        },
        None,
    ),
    (
        "co_names",
        |vm, object| names(vm, object, |code| code.names.clone()),
        None,
    ),
    (
        "co_varnames",
        |vm, object| names(vm, object, |code| code.variables[..code.nlocals].to_vec()),
        None,
    ),
    (
        "co_cellvars",
        |vm, object| {
            names(vm, object, |code| {
                let cells = code.cells.iter();
                cells
                    .filter_map(|&place| code.variables.get(place as usize).copied())
                    .collect()
            })
        },
        None,
    ),
    (
        "co_freevars",
        |vm, object| {
            names(vm, object, |code| {
                code.variables[code.variables.len() - code.nfree..].to_vec()
            })
        },
        None,
    ),
];

pub(super) const FRAME: &[Attribute] = &[
    field!("f_code", Body::Frame(frame) => Some(frame.code)),
    field!("f_globals", Body::Frame(frame) => Some(frame.globals)),
    ("f_builtins", |vm, _| Ok(vm.incref(vm.builtins)), None),
    ("f_back", crate::modules::frame_back, None),
    ("f_locals", crate::modules::frame_locals, None),
    (
        "f_lineno",
        crate::modules::frame_line,
        Some(crate::modules::frame_set_line),
    ),
    (
        "f_trace",
        crate::modules::frame_trace,
        Some(crate::modules::frame_set_trace),
    ),
    (
        "f_trace_lines",
        crate::modules::frame_trace_lines,
        Some(crate::modules::frame_set_trace_lines),
    ),
    (
        "f_trace_opcodes",
        |vm, _| Ok(vm.bool(false)),
        Some(crate::modules::frame_set_trace_opcodes),
    ),
];

pub(super) const FRAME_METHODS: &[(&str, NativeFn)] = &[("clear", |vm, args| {
    crate::modules::frame_clear(vm, args.pos[0])
})];

pub(super) const CELL: &[Attribute] = &[(
    "cell_contents",
    |vm, object| match vm.body(object) {
        Body::Cell(Some(value)) => {
            let value = *value;
            Ok(vm.incref(value))
        }
        _ => Err(vm.value_error("Cell is empty")),
    },
    Some(|vm, object, value| {
        if let Some(value) = value {
            vm.incref(value);
        }
        let old = match vm.body_mut(object) {
            Body::Cell(held) => std::mem::replace(held, value),
            _ => value,
        };
        vm.xdecref(old);
        Ok(())
    }),
)];
