//! `NoneType`, `ellipsis` and `NotImplementedType`: the types of which there is one object each.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::NativeFn;
use crate::vm::{Args, R, Vm};

/// The one object of the type, for a call without arguments.
fn only(vm: &mut Vm, args: &Args<'_>, object: Ref, name: &str) -> R {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(vm.incref(object))
}

pub(super) const NONE: &[(&str, NativeFn)] = &[("__new__", |vm, args| {
    only(vm, args, vm.one.none, "NoneType")
})];

pub(super) const ELLIPSIS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        only(vm, args, vm.one.ellipsis, "EllipsisType")
    }),
    ("__reduce__", |vm, args| {
        arity(vm, args, "ellipsis.__reduce__", 0, 0, 1)?;
        Ok(vm.str("Ellipsis"))
    }),
];

pub(super) const NOT_IMPLEMENTED: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        only(vm, args, vm.one.not_implemented, "NotImplementedType")
    }),
    ("__reduce__", |vm, args| {
        arity(vm, args, "NotImplementedType.__reduce__", 0, 0, 1)?;
        Ok(vm.str("NotImplemented"))
    }),
];
