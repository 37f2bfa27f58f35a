//! `ContextVar`.

use objects::Ref;

use super::{current, find, is_var, new, object, store, vars};
use crate::builtins::{Attribute, arity};
use crate::objects::{Body, ContextObject, NativeFn};
use crate::vm::{Args, R, Vm};

/// `contextvar_tp_new`
fn make(vm: &mut Vm, args: &Args<'_>) -> R {
    let given = args.pos.len() - 1;
    if given != 1 {
        let bound = if given == 0 { "exactly" } else { "at most" };
        let text = format!("ContextVar() takes {bound} 1 positional argument ({given} given)");
        return Err(vm.type_error(text));
    }
    let mut default = None;
    for &(name, value) in args.kw {
        let name = vm.text(name).to_owned();
        if name != "default" {
            let text = if vm.since(13) {
                format!("ContextVar() got an unexpected keyword argument '{name}'")
            } else {
                format!("'{name}' is an invalid keyword argument for ContextVar()")
            };
            return Err(vm.type_error(text));
        }
        default = Some(value);
    }
    let name = args.pos[1];
    if !matches!(vm.body(name), Body::Str(_)) {
        return Err(vm.type_error("context variable name must be a str"));
    }
    vm.incref(name);
    if let Some(default) = default {
        vm.incref(default);
    }
    let var = new(vm, ContextObject::Var { name, default });
    // `_PyObject_GC_MAY_BE_TRACKED`
    if !default.is_some_and(|default| vm.gc.is_tracked(default)) {
        vm.gc.untrack(var);
    }
    Ok(var)
}

fn default(vm: &Vm, this: Ref) -> Option<Ref> {
    match object(vm, this) {
        Some(ContextObject::Var { default, .. }) => *default,
        _ => None,
    }
}

fn get(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "get", 0, 1, 1)?;
    let this = args.pos[0];
    let found = match vm.thread.context {
        Some(context) => {
            let vars = vars(vm, context);
            find(vm, vars, this)
        }
        None => None,
    };
    let value = found
        .or(args.pos.get(1).copied())
        .or_else(|| default(vm, this));
    match value {
        Some(value) => Ok(vm.incref(value)),
        None => {
            vm.incref(this);
            let args = vm.tuple(vec![this]);
            Err(vm.error_args("LookupError", args))
        }
    }
}

fn set(vm: &mut Vm, args: &Args<'_>) -> R {
    let name = if vm.since(9) { "ContextVar.set" } else { "set" };
    arity(vm, args, name, 1, 1, 1)?;
    let (var, value) = (args.pos[0], args.pos[1]);
    let context = current(vm);
    let vars = vars(vm, context);
    let old = find(vm, vars, var);
    vm.incref(context);
    vm.incref(var);
    if let Some(old) = old {
        vm.incref(old);
    }
    let token = new(
        vm,
        ContextObject::Token {
            context,
            var,
            old,
            used: false,
        },
    );
    store(vm, var, Some(value));
    Ok(token)
}

fn reset(vm: &mut Vm, args: &Args<'_>) -> R {
    let name = if vm.since(9) {
        "ContextVar.reset"
    } else {
        "reset"
    };
    arity(vm, args, name, 1, 1, 1)?;
    undo(vm, args.pos[0], args.pos[1])?;
    Ok(vm.none())
}

/// `PyContextVar_Reset`
pub(super) fn undo(vm: &mut Vm, this: Ref, token: Ref) -> R<()> {
    let Some(&ContextObject::Token {
        context,
        var,
        old,
        used,
    }) = object(vm, token)
    else {
        let shown = vm.repr_of(token)?;
        return Err(vm.type_error(format!("expected an instance of Token, got {shown}")));
    };
    let wrong = if used {
        Some(("RuntimeError", "has already been used once"))
    } else if var != this {
        Some(("ValueError", "was created by a different ContextVar"))
    } else if current(vm) != context {
        Some(("ValueError", "was created in a different Context"))
    } else {
        None
    };
    if let Some((class, why)) = wrong {
        let shown = vm.repr_of(token)?;
        return Err(vm.error(class, format!("{shown} {why}")));
    }
    if let Some(ContextObject::Token { used, .. }) = super::object_mut(vm, token) {
        *used = true;
    }
    store(vm, var, old);
    Ok(())
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some(&ContextObject::Var { name, default }) = object(vm, this) else {
        return Ok(vm.none());
    };
    let mut text = format!("<ContextVar name={}", vm.repr_of(name)?);
    if let Some(default) = default {
        text.push_str(&format!(" default={}", vm.repr_of(default)?));
    }
    text.push_str(&format!(" at {:#x}>", vm.id_of(this)));
    Ok(vm.str(text))
}

/// A key of a context must be a variable.
pub(super) fn check(vm: &mut Vm, key: Ref) -> R<()> {
    if is_var(vm, key) {
        return Ok(());
    }
    let shown = vm.repr_of(key)?;
    Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", make),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__class_getitem__", super::generic),
    ("get", get),
    ("set", set),
    ("reset", reset),
    ("__repr__", repr),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "name",
    |vm, this| {
        let name = match object(vm, this) {
            Some(ContextObject::Var { name, .. }) => *name,
            _ => this,
        };
        Ok(vm.incref(name))
    },
    None,
)];
