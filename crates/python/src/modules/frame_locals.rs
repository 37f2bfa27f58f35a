//! `FrameLocalsProxy` (PEP 667, from 3.13): a mapping that writes through to the variables of a function's frame.
//!
//! Source: `framelocalsproxy_*` in `Objects/frameobject.c`.

use objects::Ref;
use version::Version;

use super::frames::{self, Place};
use crate::builtins::{arity, check_positional};
use crate::code::Compare;
use crate::objects::{Body, Extension, Kind, NativeFn, Val};
use crate::vm::{Args, R, Vm};

/// A proxy for the variables of a frame object, which is borrowed.
pub(super) fn new(vm: &mut Vm, frame: Ref) -> Ref {
    vm.incref(frame);
    vm.alloc(Body::Extension(Box::new(Extension::FrameLocals { frame })))
}

fn frame_of(vm: &Vm, object: Ref) -> Option<Ref> {
    match vm.body(object) {
        Body::Extension(extension) => match **extension {
            Extension::FrameLocals { frame } => Some(frame),
            _ => None,
        },
        _ => None,
    }
}

/// The frame object of the proxy that a method is called for.
fn this(vm: &mut Vm, args: &Args<'_>) -> R {
    match frame_of(vm, args.pos[0]) {
        Some(frame) => Ok(frame),
        None => Err(vm.type_error("the proxy has lost its frame")),
    }
}

fn extra(vm: &Vm, frame: Ref) -> Option<Ref> {
    match vm.body(frame) {
        Body::Frame(value) => value.extra,
        _ => None,
    }
}

/// Names and values that are there: the variables first, then what was set beside them. All borrowed.
fn pairs(vm: &Vm, frame: Ref) -> Vec<(Ref, Ref)> {
    let mut found: Vec<(Ref, Ref)> = frames::variables_of(vm, frame)
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    if let Some(extra) = extra(vm, frame) {
        found.extend(vm.dict_pairs(extra));
    }
    found
}

/// The place of a variable: one that has a value if it is to be read (`framelocalsproxy_getkeyindex`).
fn place_of(vm: &mut Vm, frame: Ref, key: Ref, reading: bool) -> R<Option<usize>> {
    let hash = vm.hash_of(key)?;
    let variables = frames::variables_of(vm, frame);
    let fits = |place: usize| !reading || variables[place].1.is_some();
    let mut is_name = false;
    for (place, &(name, _)) in variables.iter().enumerate() {
        if name == key {
            if fits(place) {
                return Ok(Some(place));
            }
            is_name = true;
        }
    }
    if is_name {
        return Ok(None);
    }
    for (place, &(name, _)) in variables.iter().enumerate() {
        if vm.hash_of(name)? == hash && vm.equal(name, key)? && fits(place) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// The value under a key, borrowed; `None` if there is no such variable.
fn find(vm: &mut Vm, frame: Ref, key: Ref) -> R<Option<Ref>> {
    if let Some(place) = place_of(vm, frame, key, true)? {
        let variables = frames::variables_of(vm, frame);
        return Ok(variables.get(place).and_then(|&(_, value)| value));
    }
    match extra(vm, frame) {
        Some(extra) => vm.dict_get(extra, key),
        None => Ok(None),
    }
}

fn get_item(vm: &mut Vm, frame: Ref, key: Ref) -> R {
    match find(vm, frame, key)? {
        Some(value) => Ok(vm.incref(value)),
        None => {
            let shown = vm.repr_of(key)?;
            let text = format!("local variable '{shown}' is not defined");
            Err(vm.error("KeyError", text))
        }
    }
}

/// Up to 3.13.0 nothing could be removed (`gh-125590`).
fn can_remove(vm: &Vm) -> bool {
    vm.version >= Version::new(3, 13, 1)
}

fn cannot_remove<T>(vm: &mut Vm) -> R<T> {
    let text = "cannot remove local variables from FrameLocalsProxy";
    Err(vm.value_error(text))
}

fn set_item(vm: &mut Vm, frame: Ref, key: Ref, value: Ref) -> R<()> {
    if let Some(place) = place_of(vm, frame, key, false)? {
        write(vm, frame, place, value);
        return Ok(());
    }
    let held = match extra(vm, frame) {
        Some(held) => held,
        None => {
            let made = vm.dict();
            if let Body::Frame(object) = vm.body_mut(frame) {
                object.extra = Some(made);
            }
            made
        }
    };
    vm.dict_set(held, key, value)
}

fn remove_item(vm: &mut Vm, frame: Ref, key: Ref) -> R<()> {
    if !can_remove(vm) {
        let text = "cannot remove variables from FrameLocalsProxy";
        return Err(vm.type_error(text));
    }
    if place_of(vm, frame, key, false)?.is_some() {
        return cannot_remove(vm);
    }
    match extra(vm, frame) {
        Some(extra) => vm.native_delitem(extra, key),
        None => Err(vm.key_error(key)),
    }
}

/// Puts a value into a variable, or into its cell.
fn write(vm: &mut Vm, frame: Ref, place: usize, value: Ref) {
    let Some(at) = Place::of(vm, frame) else {
        return;
    };
    let Some(held) = at
        .frame(vm)
        .and_then(|frame| frame.locals.get(place))
        .copied()
    else {
        return;
    };
    let is_cell = at.frame(vm).is_some_and(|frame| frame.is_cell(place));
    if let (true, Some(cell)) = (is_cell, held.get())
        && let Body::Cell(old) = vm.body(cell)
    {
        let old = *old;
        if old != Some(value) {
            vm.incref(value);
            if let Body::Cell(held) = vm.body_mut(cell) {
                *held = Some(value);
            }
            vm.xdecref(old);
        }
        return;
    }
    if held.get() == Some(value) {
        return;
    }
    vm.incref(value);
    if let Some(frame) = at.frame_mut(vm)
        && let Some(local) = frame.locals.get_mut(place)
    {
        *local = Val::Owned(value);
    }
    let Some(old) = held.owned() else { return };
    if vm.since(14) {
        // The stack may have borrowed it: the frame object keeps it (`f_overwritten_fast_locals`).
        frames::keep_overwritten(vm, frame, old);
    }
    vm.decref(old);
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

/// A dict of all there is, as a new reference.
pub(super) fn as_dict(vm: &mut Vm, proxy: Ref) -> R {
    let dict = vm.dict();
    match vm.dict_update(dict, proxy) {
        Ok(()) => Ok(dict),
        Err(exc) => {
            vm.decref(dict);
            Err(exc)
        }
    }
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

/// Whether it is one of these: what `case {…}` may match.
pub(crate) fn is_frame_locals(vm: &Vm, object: Ref) -> bool {
    vm.get(object).kind() == Kind::FrameLocals
}
