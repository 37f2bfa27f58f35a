//! `Context`: a mapping of variables, and where they have these values.

use objects::Ref;

use super::{context, entries, find, new_context, var, vars};
use crate::builtins::arity;
use crate::objects::NativeFn;
use crate::vm::{Args, R, Vm};

/// `context_new_from_vars`: it shares the mapping.
pub(super) fn copy(vm: &mut Vm, this: Ref) -> Ref {
    let shared = vars(vm, this);
    if let Some(shared) = shared {
        vm.incref(shared);
    }
    new_context(vm, shared)
}

fn make(vm: &mut Vm, args: &Args<'_>) -> R {
    if args.pos.len() > 1 || !args.kw.is_empty() {
        return Err(vm.type_error("Context() does not accept any arguments"));
    }
    Ok(new_context(vm, None))
}

/// `context_run`
fn run(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some(&callable) = args.pos.get(1) else {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    };
    let outer = vm.thread.context;
    match context(vm, this) {
        Some(context) if !context.entered => {
            context.entered = true;
            context.previous = outer;
        }
        _ => {
            let shown = vm.repr_of(this)?;
            let text = format!("cannot enter context: {shown} is already entered");
            return Err(vm.error("RuntimeError", text));
        }
    }
    vm.incref(this);
    vm.thread.context = Some(this);
    let result = vm.call_args(
        callable,
        &Args {
            pos: &args.pos[2..],
            kw: args.kw,
        },
    );
    if let Some(context) = context(vm, this) {
        context.entered = false;
        let previous = context.previous.take();
        vm.thread.context = previous;
        vm.decref(this);
    }
    result
}

/// Which part of each entry.
fn parts(vm: &mut Vm, args: &Args<'_>, name: &str, part: fn(&mut Vm, (Ref, Ref)) -> Ref) -> R {
    arity(vm, args, name, 0, 0, 1)?;
    let vars = vars(vm, args.pos[0]);
    let entries = entries(vm, vars).to_vec();
    let items = entries.into_iter().map(|entry| part(vm, entry)).collect();
    let list = vm.list(items);
    let iter = vm.iter(list);
    vm.decref(list);
    iter
}

fn keys(vm: &mut Vm, args: &Args<'_>) -> R {
    parts(vm, args, "keys", |vm, (var, _)| vm.incref(var))
}

fn found(vm: &mut Vm, args: &Args<'_>) -> R<Option<Ref>> {
    var::check(vm, args.pos[1])?;
    let vars = vars(vm, args.pos[0]);
    Ok(find(vm, vars, args.pos[1]))
}

fn equal(vm: &mut Vm, args: &Args<'_>) -> R<Option<bool>> {
    let (this, other) = (args.pos[0], args.pos[1]);
    if context(vm, other).is_none() {
        return Ok(None);
    }
    let (left, right) = (vars(vm, this), vars(vm, other));
    let mine = entries(vm, left).to_vec();
    if mine.len() != entries(vm, right).len() {
        return Ok(Some(false));
    }
    for (var, value) in mine {
        let Some(its) = find(vm, right, var) else {
            return Ok(Some(false));
        };
        if !vm.equal(value, its)? {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn compare(vm: &mut Vm, args: &Args<'_>, same: bool) -> R {
    match equal(vm, args)? {
        Some(equal) => Ok(vm.bool(equal == same)),
        None => Ok(vm.incref(vm.one.not_implemented)),
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", make),
    ("__init__", |vm, _| Ok(vm.none())),
    ("run", run),
    ("copy", |vm, args| {
        arity(vm, args, "copy", 0, 0, 1)?;
        Ok(copy(vm, args.pos[0]))
    }),
    ("keys", keys),
    ("values", |vm, args| {
        parts(vm, args, "values", |vm, (_, value)| vm.incref(value))
    }),
    ("items", |vm, args| {
        parts(vm, args, "items", |vm, (var, value)| {
            vm.increfs(&[var, value]);
            vm.tuple(vec![var, value])
        })
    }),
    ("get", |vm, args| {
        arity(vm, args, "get", 1, 2, 1)?;
        let value = match found(vm, args)? {
            Some(value) => value,
            None => args.pos.get(2).copied().unwrap_or(vm.one.none),
        };
        Ok(vm.incref(value))
    }),
    ("__getitem__", |vm, args| match found(vm, args)? {
        Some(value) => Ok(vm.incref(value)),
        None => {
            let key = vm.incref(args.pos[1]);
            let args = vm.tuple(vec![key]);
            Err(vm.error_args("KeyError", args))
        }
    }),
    ("__contains__", |vm, args| {
        let found = found(vm, args)?.is_some();
        Ok(vm.bool(found))
    }),
    ("__len__", |vm, args| {
        let vars = vars(vm, args.pos[0]);
        let len = entries(vm, vars).len();
        Ok(vm.int_usize(len))
    }),
    ("__iter__", keys),
    ("__eq__", |vm, args| compare(vm, args, true)),
    ("__ne__", |vm, args| compare(vm, args, false)),
];
