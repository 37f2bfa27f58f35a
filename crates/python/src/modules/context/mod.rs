//! The module `_contextvars`: `Python/context.c`.

mod mapping;
mod token;
mod var;

use objects::Ref;

use crate::builtins::{Attribute, arity};
use crate::objects::{Body, Context, ContextObject, Extension, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

/// The methods of a type.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::ContextVar => var::METHODS,
        Kind::ContextToken => token::METHODS,
        Kind::Context => mapping::METHODS,
        Kind::TokenMissing => token::MISSING,
        _ => &[],
    }
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::ContextVar => var::ATTRIBUTES,
        Kind::ContextToken => token::ATTRIBUTES,
        _ => &[],
    }
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_contextvars");
    for kind in [Kind::Context, Kind::ContextVar, Kind::ContextToken] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
    vm.define(dict, "copy_context", |vm, args| {
        let name = if vm.since(9) {
            "_contextvars.copy_context"
        } else {
            "copy_context"
        };
        arity(vm, args, name, 0, 0, 0)?;
        let current = current(vm);
        Ok(mapping::copy(vm, current))
    });
    let missing = new(vm, ContextObject::Missing);
    let token = vm.kind(Kind::ContextToken);
    if let Body::Type(class) = vm.body(token) {
        let dict = class.dict;
        vm.dict_set_str(dict, "MISSING", missing);
    }
    vm.decref(missing);
    module
}

fn new(vm: &mut Vm, object: ContextObject) -> Ref {
    vm.alloc(Body::Extension(Box::new(Extension::Context(object))))
}

fn object(vm: &Vm, object: Ref) -> Option<&ContextObject> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Context(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

fn object_mut(vm: &mut Vm, object: Ref) -> Option<&mut ContextObject> {
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Context(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

fn context(vm: &mut Vm, this: Ref) -> Option<&mut Context> {
    match object_mut(vm, this) {
        Some(ContextObject::Context(context)) => Some(context),
        _ => None,
    }
}

fn is_var(vm: &Vm, this: Ref) -> bool {
    matches!(object(vm, this), Some(ContextObject::Var { .. }))
}

/// A context with these values, whose mapping it takes over.
fn new_context(vm: &mut Vm, vars: Option<Ref>) -> Ref {
    let context = Context {
        vars,
        previous: None,
        entered: false,
    };
    new(vm, ContextObject::Context(context))
}

/// The context of the running thread, borrowed; it is made when it is needed first.
fn current(vm: &mut Vm) -> Ref {
    if let Some(current) = vm.thread.context {
        return current;
    }
    let made = new_context(vm, None);
    vm.thread.context = Some(made);
    made
}

/// The mapping of a context, borrowed.
fn vars(vm: &mut Vm, this: Ref) -> Option<Ref> {
    context(vm, this).and_then(|context| context.vars)
}

fn entries(vm: &Vm, vars: Option<Ref>) -> &[(Ref, Ref)] {
    let Some(ContextObject::Hamt { root }) = vars.and_then(|vars| object(vm, vars)) else {
        return &[];
    };
    match object(vm, *root) {
        Some(ContextObject::Node { entries }) => entries,
        _ => &[],
    }
}

/// What a variable is in a mapping, borrowed.
fn find(vm: &Vm, vars: Option<Ref>, var: Ref) -> Option<Ref> {
    entries(vm, vars)
        .iter()
        .find(|&&(held, _)| held == var)
        .map(|&(_, value)| value)
}

/// Puts a mapping with other entries in place of the current context's: `contextvar_set` and `contextvar_del`.
/// The node is made anew, the old one may be in other contexts.
fn store(vm: &mut Vm, var: Ref, value: Option<Ref>) {
    let this = current(vm);
    let old = vars(vm, this);
    let mut entries = entries(vm, old).to_vec();
    let place = entries.iter().position(|&(held, _)| held == var);
    match (place, value) {
        (Some(place), Some(value)) => {
            if let Some(entry) = entries.get_mut(place) {
                entry.1 = value;
            }
        }
        (Some(place), None) => {
            entries.remove(place);
        }
        (None, Some(value)) => entries.push((var, value)),
        (None, None) => return,
    }
    for &(var, value) in &entries {
        vm.incref(var);
        vm.incref(value);
    }
    let made = if entries.is_empty() {
        None
    } else {
        let root = new(vm, ContextObject::Node { entries });
        Some(new(vm, ContextObject::Hamt { root }))
    };
    if let Some(context) = context(vm, this) {
        context.vars = made;
    }
    vm.xdecref(old);
}

/// Refuses a subscript of a class.
fn generic(vm: &mut Vm, args: &Args<'_>) -> R {
    crate::builtins::arity(vm, args, "__class_getitem__", 1, 1, 1)?;
    if !vm.since(9) {
        return Ok(vm.incref(args.pos[0]));
    }
    let (class, item) = (args.pos[0], args.pos[1]);
    Ok(super::generic::generic_alias(vm, class, item))
}
