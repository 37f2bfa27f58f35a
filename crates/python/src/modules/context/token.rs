//! `Token`, and its `MISSING`.

use objects::Ref;

use super::{object, var};
use crate::builtins::{Attribute, arity};
use crate::objects::{ContextObject, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn parts(vm: &Vm, this: Ref) -> Option<(Ref, Option<Ref>, bool)> {
    match object(vm, this) {
        Some(&ContextObject::Token { var, old, used, .. }) => Some((var, old, used)),
        _ => None,
    }
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some((var, _, used)) = parts(vm, this) else {
        return Ok(vm.none());
    };
    let used = if used { " used" } else { "" };
    let var = vm.repr_of(var)?;
    let text = format!("<Token{used} var={var} at {:#x}>", vm.id_of(this));
    Ok(vm.str(text))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, _| {
        let text = "Tokens can only be created by ContextVars";
        Err(vm.error("RuntimeError", text))
    }),
    ("__class_getitem__", super::generic),
    ("__repr__", repr),
    ("__enter__", |vm, args| {
        arity(vm, args, "__enter__", 0, 0, 1)?;
        Ok(vm.incref(args.pos[0]))
    }),
    ("__exit__", |vm, args| {
        if let Some((var, ..)) = parts(vm, args.pos[0]) {
            var::undo(vm, var, args.pos[0])?;
        }
        Ok(vm.none())
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "var",
        |vm, this| {
            let var = parts(vm, this).map_or(this, |(var, ..)| var);
            Ok(vm.incref(var))
        },
        None,
    ),
    (
        "old_value",
        |vm, this| match parts(vm, this) {
            Some((_, Some(old), _)) => Ok(vm.incref(old)),
            _ => {
                let token = vm.kind(Kind::ContextToken);
                vm.getattr_str(token, "MISSING")
            }
        },
        None,
    ),
];

pub(super) const MISSING: &[(&str, NativeFn)] =
    &[("__repr__", |vm, _| Ok(vm.str("<Token.MISSING>")))];
