//! `super`.

use objects::Ref;

use super::{Attribute, field, held};
use crate::objects::{Body, NativeFn, Super};
use crate::vm::{Args, R, Vm};

/// Its methods.
pub(super) const SUPER: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        Ok(vm.instance(args.pos[0], Body::Super(Box::default())))
    }),
    ("__init__", init),
    ("__get__", super::descriptors::get),
];

/// Its computed attributes.
pub(super) const SUPER_ATTRIBUTES: &[Attribute] = &[
    field!("__thisclass__", Body::Super(value) => value.class),
    field!("__self__", Body::Super(value) => value.this),
    field!("__self_class__", Body::Super(value) => value.this_class),
];

fn init(vm: &mut Vm, args: &Args<'_>) -> R {
    if !args.kw.is_empty() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let given = &args.pos[1..];
    let (class, this): (Ref, Option<Ref>) = match *given {
        [] => {
            let (class, this) = vm.super_from_frame()?;
            (class, Some(this))
        }
        [class] => (class, None),
        [class, this] => (class, Some(this).filter(|&this| this != vm.one.none)),
        _ => {
            let text = if vm.since(12) {
                format!("super() expected at most 2 arguments, got {}", given.len())
            } else {
                format!("super() takes at most 2 arguments ({} given)", given.len())
            };
            return Err(vm.type_error(text));
        }
    };
    if !matches!(vm.body(class), Body::Type(_)) {
        let text = if vm.since(12) {
            format!(
                "super() argument 1 must be a type, not {}",
                vm.tp_name(class)
            )
        } else {
            format!("super() argument 1 must be type, not {}", vm.tp_name(class))
        };
        return Err(vm.type_error(text));
    }
    let this_class = match this {
        Some(this) => Some(vm.super_check(class, this)?),
        None => None,
    };
    for held in [Some(class), this, this_class].into_iter().flatten() {
        vm.incref(held);
    }
    let new = Super {
        class: Some(class),
        this,
        this_class,
    };
    let old = match vm.body_mut(args.pos[0]) {
        Body::Super(value) => std::mem::replace(&mut **value, new),
        _ => new,
    };
    for old in [old.class, old.this, old.this_class].into_iter().flatten() {
        vm.decref(old);
    }

    Ok(vm.none())
}
