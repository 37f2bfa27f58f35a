//! The methods of `FrameLocalsProxy`.

use objects::Ref;
use version::Version;

use super::{
    as_dict, cannot_remove, extra, find, frame_of, get_item, new, pairs, place_of, remove_item,
    set_item,
};
use crate::builtins::{arity, check_positional};
use crate::code::Compare;
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, R, Vm};

/// The frame object of the proxy that a method is called for.
fn this(vm: &mut Vm, args: &Args<'_>) -> R {
    match frame_of(vm, args.pos[0]) {
        Some(frame) => Ok(frame),
        None => Err(vm.type_error("the proxy has lost its frame")),
    }
}

/// A mapping that may be merged: a dict, or another proxy.
fn is_mergeable(vm: &Vm, object: Ref) -> bool {
    matches!(vm.body(object), Body::Dict(_)) || frame_of(vm, object).is_some()
}

fn merge(vm: &mut Vm, frame: Ref, other: Ref) -> R<()> {
    let keys = vm.call_method(other, "keys", &[])?;
    let keys = vm.own(keys);
    let keys = vm.collect(keys)?;
    for &key in &keys {
        vm.own(key);
    }
    for key in keys {
        let value = vm.getitem(other, key)?;
        let value = vm.own(value);
        set_item(vm, frame, key, value)?;
    }
    Ok(())
}

fn list_of(vm: &mut Vm, items: Vec<Ref>) -> Ref {
    let items = vm.increfs(&items);
    vm.list(items)
}

fn keys(vm: &mut Vm, frame: Ref) -> Ref {
    let names = pairs(vm, frame).into_iter().map(|(name, _)| name).collect();
    list_of(vm, names)
}

fn compare(vm: &mut Vm, args: &Args<'_>, op: Compare) -> R {
    arity(vm, args, "__eq__", 1, 1, 1)?;
    let (frame, other) = (this(vm, args)?, args.pos[1]);
    if let Some(theirs) = frame_of(vm, other) {
        return match op {
            Compare::Eq => Ok(vm.bool(frame == theirs)),
            Compare::Ne => Ok(vm.bool(frame != theirs)),
            _ => Ok(vm.not_implemented()),
        };
    }
    if !matches!(vm.body(other), Body::Dict(_)) {
        return Ok(vm.not_implemented());
    }
    let dict = as_dict(vm, args.pos[0])?;
    let dict = vm.own(dict);
    vm.compare(op, dict, other)
}

fn or(vm: &mut Vm, args: &Args<'_>, reflected: bool) -> R {
    arity(vm, args, "__or__", 1, 1, 1)?;
    if !is_mergeable(vm, args.pos[1]) {
        return Ok(vm.not_implemented());
    }
    let (left, right) = if reflected {
        (args.pos[1], args.pos[0])
    } else {
        (args.pos[0], args.pos[1])
    };
    let dict = as_dict(vm, left)?;
    let dict = vm.own(dict);
    vm.dict_update(dict, right)?;
    Ok(vm.incref(dict))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let proxy = args.pos[0];
    if vm.thread.repr_running.contains(&proxy) {
        return Ok(vm.str("{...}"));
    }
    let dict = as_dict(vm, proxy)?;
    let dict = vm.own(dict);
    vm.thread.repr_running.push(proxy);
    let text = vm.repr_of(dict);
    vm.thread.repr_running.pop();
    Ok(vm.str(text?))
}

/// The key and the default of `get`, `setdefault` and `pop`.
fn with_default(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<(Ref, Option<Ref>)> {
    let given = args.pos.len() - 1;
    if !args.kw.is_empty() {
        let text = format!("FrameLocalsProxy.{name}() takes no keyword arguments");
        return Err(vm.type_error(text));
    }
    if name == "pop" {
        check_positional(vm, name, given, 1, 2)?;
    } else if given == 0 || given > 2 {
        return Err(vm.type_error(format!("{name} expected 1 or 2 arguments")));
    }
    Ok((args.pos[1], args.pos.get(2).copied()))
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> R {
    let (key, default) = with_default(vm, args, "pop")?;
    let frame = this(vm, args)?;
    if place_of(vm, frame, key, false)?.is_some() {
        return cannot_remove(vm);
    }
    let taken = match extra(vm, frame) {
        Some(extra) => vm.dict_take(extra, key)?,
        None => None,
    };
    match (taken, default) {
        (Some((held, value)), _) => {
            vm.decref(held);
            Ok(value)
        }
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => Err(vm.key_error(key)),
    }
}

/// Whether a method is there in a release.
pub(crate) fn is_there(version: Version, name: &str) -> bool {
    name != "pop" || version >= Version::new(3, 13, 1)
}

pub(in crate::modules) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let given = args.pos.len() - 1;
        if given != 1 {
            let text = format!("FrameLocalsProxy expected 1 argument, got {given}");
            return Err(vm.type_error(text));
        }
        let frame = args.pos[1];
        if !matches!(vm.body(frame), Body::Frame(_)) {
            let text = format!("expect frame, not {}", vm.tp_name(frame));
            return Err(vm.type_error(text));
        }
        if !args.kw.is_empty() {
            return Err(vm.type_error("FrameLocalsProxy takes no keyword arguments"));
        }
        Ok(new(vm, frame))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__repr__", repr),
    ("__eq__", |vm, args| compare(vm, args, Compare::Eq)),
    ("__ne__", |vm, args| compare(vm, args, Compare::Ne)),
    ("__lt__", |vm, args| compare(vm, args, Compare::Lt)),
    ("__le__", |vm, args| compare(vm, args, Compare::Le)),
    ("__gt__", |vm, args| compare(vm, args, Compare::Gt)),
    ("__ge__", |vm, args| compare(vm, args, Compare::Ge)),
    ("__len__", |vm, args| {
        arity(vm, args, "__len__", 0, 0, 1)?;
        let frame = this(vm, args)?;
        let len = pairs(vm, frame).len();
        Ok(vm.int_usize(len))
    }),
    ("__getitem__", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.__getitem__", 1, 1, 1)?;
        let frame = this(vm, args)?;
        get_item(vm, frame, args.pos[1])
    }),
    ("__setitem__", |vm, args| {
        arity(vm, args, "__setitem__", 2, 2, 1)?;
        let frame = this(vm, args)?;
        set_item(vm, frame, args.pos[1], args.pos[2])?;
        Ok(vm.none())
    }),
    ("__delitem__", |vm, args| {
        arity(vm, args, "__delitem__", 1, 1, 1)?;
        let frame = this(vm, args)?;
        remove_item(vm, frame, args.pos[1])?;
        Ok(vm.none())
    }),
    ("__contains__", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.__contains__", 1, 1, 1)?;
        let frame = this(vm, args)?;
        let found = find(vm, frame, args.pos[1])?.is_some();
        Ok(vm.bool(found))
    }),
    ("__iter__", |vm, args| {
        arity(vm, args, "__iter__", 0, 0, 1)?;
        let frame = this(vm, args)?;
        let keys = keys(vm, frame);
        let keys = vm.own(keys);
        vm.iter(keys)
    }),
    ("__reversed__", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.__reversed__", 0, 0, 1)?;
        let frame = this(vm, args)?;
        let names = pairs(vm, frame);
        let names = names.into_iter().rev().map(|(name, _)| name).collect();
        Ok(list_of(vm, names))
    }),
    ("__or__", |vm, args| or(vm, args, false)),
    ("__ror__", |vm, args| or(vm, args, true)),
    ("__ior__", |vm, args| {
        arity(vm, args, "__ior__", 1, 1, 1)?;
        if !is_mergeable(vm, args.pos[1]) {
            return Ok(vm.not_implemented());
        }
        let frame = this(vm, args)?;
        merge(vm, frame, args.pos[1])?;
        Ok(vm.incref(args.pos[0]))
    }),
    ("keys", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.keys", 0, 0, 1)?;
        let frame = this(vm, args)?;
        Ok(keys(vm, frame))
    }),
    ("values", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.values", 0, 0, 1)?;
        let frame = this(vm, args)?;
        let values = pairs(vm, frame).into_iter().map(|(_, value)| value);
        let values = values.collect();
        Ok(list_of(vm, values))
    }),
    ("items", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.items", 0, 0, 1)?;
        let frame = this(vm, args)?;
        let mut items = Vec::new();
        for (name, value) in pairs(vm, frame) {
            vm.incref(name);
            vm.incref(value);
            items.push(vm.tuple(vec![name, value]));
        }
        Ok(vm.list(items))
    }),
    ("copy", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.copy", 0, 0, 1)?;
        as_dict(vm, args.pos[0])
    }),
    ("update", |vm, args| {
        arity(vm, args, "FrameLocalsProxy.update", 1, 1, 1)?;
        if !is_mergeable(vm, args.pos[1]) {
            let text = "update() argument must be dict or another FrameLocalsProxy";
            return Err(vm.type_error(text));
        }
        let frame = this(vm, args)?;
        merge(vm, frame, args.pos[1])?;
        Ok(vm.none())
    }),
    ("get", |vm, args| {
        let (key, default) = with_default(vm, args, "get")?;
        let frame = this(vm, args)?;
        let value = find(vm, frame, key)?.or(default).unwrap_or(vm.one.none);
        Ok(vm.incref(value))
    }),
    ("setdefault", |vm, args| {
        let (key, default) = with_default(vm, args, "setdefault")?;
        let frame = this(vm, args)?;
        if let Some(value) = find(vm, frame, key)? {
            return Ok(vm.incref(value));
        }
        let default = default.unwrap_or(vm.one.none);
        set_item(vm, frame, key, default)?;
        Ok(vm.incref(default))
    }),
    ("pop", pop),
];
