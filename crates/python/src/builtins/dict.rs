//! `dict`.

use objects::Ref;
use objects::types::Dict;

use super::arity;
use crate::objects::{Body, NativeFn, View};
use crate::vm::{Args, R, Vm};

fn pop_default(vm: &mut Vm, taken: Option<(Ref, Ref)>, key: Ref, default: Option<Ref>) -> R {
    match (taken, default) {
        (Some((held, value)), _) => {
            vm.decref(held);
            Ok(value)
        }
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => Err(vm.key_error(key)),
    }
}

pub(crate) const DICT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let dict = Dict::by_call(vm.version);
        Ok(vm.instance(class, Body::Dict(Box::new(dict))))
    }),
    ("__init__", |vm, args| update(vm, args)),
    ("update", |vm, args| update(vm, args)),
    ("get", |vm, args| {
        arity(vm, args, "get", 1, 2, 1)?;
        let value = vm
            .dict_get(args.pos[0], args.pos[1])?
            .or(args.pos.get(2).copied())
            .unwrap_or(vm.one.none);
        Ok(vm.incref(value))
    }),
    ("setdefault", |vm, args| {
        arity(vm, args, "setdefault", 1, 2, 1)?;
        if let Some(value) = vm.dict_get(args.pos[0], args.pos[1])? {
            return Ok(vm.incref(value));
        }
        let value = args.pos.get(2).copied().unwrap_or(vm.one.none);
        vm.dict_set(args.pos[0], args.pos[1], value)?;
        Ok(vm.incref(value))
    }),
    ("pop", |vm, args| {
        arity(vm, args, "pop", 1, 2, 1)?;
        let taken = vm.dict_take(args.pos[0], args.pos[1])?;
        pop_default(vm, taken, args.pos[1], args.pos.get(2).copied())
    }),
    ("popitem", |vm, args| {
        let taken = match vm.body_mut(args.pos[0]) {
            Body::Dict(table) => table.popitem(),
            _ => None,
        };
        match taken {
            Some((key, value)) => Ok(vm.tuple(vec![key, value])),
            None => {
                let text = vm.str("popitem(): dictionary is empty");
                let text = vm.own(text);
                Err(vm.key_error(text))
            }
        }
    }),
    ("clear", |vm, args| {
        let gone = match vm.body_mut(args.pos[0]) {
            Body::Dict(table) => table.clear(),
            _ => Vec::new(),
        };
        vm.resized(args.pos[0]);
        for (key, value) in gone {
            vm.decref(key);
            vm.decref(value);
        }
        Ok(vm.none())
    }),
    ("copy", |vm, args| {
        let Body::Dict(table) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let copy = table.copy(vm.version, |a, b| a == b);
        let refs: Vec<Ref> = copy
            .iter()
            .flat_map(|(&key, &value)| [key, value])
            .collect();
        vm.increfs(&refs);
        Ok(vm.alloc(Body::Dict(Box::new(copy))))
    }),
    ("keys", |vm, args| Ok(vm.view(args.pos[0], View::Keys))),
    ("values", |vm, args| Ok(vm.view(args.pos[0], View::Values))),
    ("items", |vm, args| Ok(vm.view(args.pos[0], View::Items))),
    ("fromkeys", |vm, args| {
        let dict = vm.call_args(args.pos[0], &Args::pos(&[]))?;
        let dict = vm.own(dict);
        let value = args.pos.get(2).copied().unwrap_or(vm.one.none);
        let keys = vm.collect(args.pos[1])?;
        for &key in &keys {
            vm.own(key);
        }
        for key in keys {
            vm.setitem(dict, key, value)?;
        }
        Ok(vm.incref(dict))
    }),
];

fn update(vm: &mut Vm, args: &Args<'_>) -> R {
    if args.pos.len() > 2 {
        let text = format!(
            "dict expected at most 1 argument, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(text));
    }
    if let Some(&other) = args.pos.get(1) {
        if !vm.is_iterable(other) && !matches!(vm.body(other), Body::Dict(_)) {
            let text = format!("'{}' object is not iterable", vm.tp_name(other));
            return Err(vm.type_error(text));
        }
        vm.dict_update(args.pos[0], other)?;
    }
    for &(key, value) in args.kw {
        vm.dict_set(args.pos[0], key, value)?;
    }
    Ok(vm.none())
}
