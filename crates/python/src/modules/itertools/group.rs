//! `groupby` and its groups.

use objects::Ref;

use super::make::{iterator_methods, one_of};
use super::{body, tool, tool_mut};
use crate::builtins::argument;
use crate::objects::{Itertool, NativeFn};
use crate::vm::{Args, R, Vm};

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let source = one_of(vm, args, 1, "iterable", "groupby")?;
    let key = argument(vm, args, 2, "key").filter(|&key| key != vm.one.none);
    let iter = vm.iter(source)?;
    if let Some(key) = key {
        vm.incref(key);
    }
    Ok(vm.instance(
        args.pos[0],
        body(Itertool::GroupBy {
            iter,
            key,
            target: None,
            current: None,
            value: None,
            grouper: None,
        }),
    ))
}

pub(super) const GROUPBY: &[(&str, NativeFn)] = iterator_methods!(("__new__", new));

pub(super) const GROUPER: &[(&str, NativeFn)] = iterator_methods!();

/// `groupby_step`: takes a value, and its key; whether there was one.
fn step(vm: &mut Vm, this: Ref) -> R<bool> {
    let Some(&Itertool::GroupBy { iter, key, .. }) = tool(vm, this) else {
        return Ok(false);
    };
    let Some(new_value) = vm.next(iter)? else {
        return Ok(false);
    };
    let new_key = match key {
        None => vm.incref(new_value),
        Some(key) => match vm.call_args(key, &Args::pos(&[new_value])) {
            Ok(new_key) => new_key,
            Err(exc) => {
                vm.decref(new_value);
                return Err(exc);
            }
        },
    };
    let old = match tool_mut(vm, this) {
        Some(Itertool::GroupBy { value, current, .. }) => {
            [current.replace(new_key), value.replace(new_value)]
        }
        _ => [Some(new_key), Some(new_value)],
    };
    for one in old {
        vm.xdecref(one);
    }
    Ok(true)
}

/// Compares two keys that are held meanwhile.
fn same(vm: &mut Vm, left: Ref, right: Ref) -> R<bool> {
    vm.incref(left);
    vm.incref(right);
    let result = vm.equal(left, right);
    vm.decref(left);
    vm.decref(right);
    result
}

/// The next key and its group.
pub(super) fn next(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    if let Some(Itertool::GroupBy { grouper, .. }) = tool_mut(vm, this) {
        *grouper = None;
    }
    // What is left of the group before is skipped.
    let key = loop {
        let Some(&Itertool::GroupBy {
            target, current, ..
        }) = tool(vm, this)
        else {
            return Ok(None);
        };
        match (current, target) {
            (Some(current), None) => break current,
            (Some(current), Some(target)) if !same(vm, target, current)? => break current,
            _ => {}
        }
        if !step(vm, this)? {
            return Ok(None);
        }
    };
    if !vm.heap.is_alive(key) {
        return Ok(None);
    }
    // The group before held a key, this one holds another, and so does each group.
    vm.increfs(&[key, key, key]);
    let old = match tool_mut(vm, this) {
        Some(Itertool::GroupBy { target, .. }) => target.replace(key),
        _ => Some(key),
    };
    vm.xdecref(old);
    vm.incref(this);
    let group = vm.alloc(body(Itertool::Grouper {
        parent: this,
        target: key,
    }));
    if let Some(Itertool::GroupBy { grouper, .. }) = tool_mut(vm, this) {
        *grouper = Some(group);
    }
    Ok(Some(vm.tuple(vec![key, group])))
}

/// The next value of a group, as long as the walk hasn't gone on to another.
pub(super) fn next_of_group(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(&Itertool::Grouper { parent, target }) = tool(vm, this) else {
        return Ok(None);
    };
    let Some(&Itertool::GroupBy { grouper, value, .. }) = tool(vm, parent) else {
        return Ok(None);
    };
    if grouper != Some(this) {
        return Ok(None);
    }
    if value.is_none() && !step(vm, parent)? {
        return Ok(None);
    }
    let Some(&Itertool::GroupBy {
        current: Some(current),
        ..
    }) = tool(vm, parent)
    else {
        return Ok(None);
    };
    if !same(vm, target, current)? {
        return Ok(None);
    }
    let (value, key) = match tool_mut(vm, parent) {
        Some(Itertool::GroupBy { value, current, .. }) => (value.take(), current.take()),
        _ => (None, None),
    };
    vm.xdecref(key);
    Ok(value)
}
