//! `tee`: copies of an iterator that share what one of them has taken.

use objects::Ref;

use super::make::iterator_methods;
use super::{body, tool, tool_mut};
use crate::builtins::argument;
use crate::objects::{Itertool, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

/// `itertools.tee(iterable, n=2)`
pub(super) fn tee(vm: &mut Vm, args: &Args<'_>) -> R {
    if args.pos.len() > 2 || args.pos.is_empty() {
        let text = if args.pos.is_empty() {
            "tee expected at least 1 argument, got 0".to_owned()
        } else {
            format!("tee expected at most 2 arguments, got {}", args.pos.len())
        };
        return Err(vm.type_error(text));
    }
    let count = match argument(vm, args, 1, "n") {
        Some(count) => vm.index(count)?,
        None => 2,
    };
    if count < 0 {
        let text = if vm.since(15) {
            "n cannot be negative"
        } else {
            "n must be >= 0"
        };
        return Err(vm.value_error(text));
    }
    let count = count as usize;
    if count == 0 {
        return Ok(vm.tuple(Vec::new()));
    }
    let iter = vm.iter(args.pos[0])?;
    let mut copies = vec![from_iterator(vm, iter)];
    vm.decref(iter);
    while copies.len() < count {
        let Some(&last) = copies.last() else { break };
        copies.push(copy(vm, last));
    }
    Ok(vm.tuple(copies))
}

/// A copy of a tee, or the first one of an iterator, which is borrowed.
fn from_iterator(vm: &mut Vm, iter: Ref) -> Ref {
    if matches!(tool(vm, iter), Some(Itertool::Tee { .. })) {
        return copy(vm, iter);
    }
    vm.incref(iter);
    let data = vm.alloc(body(Itertool::TeeData {
        iter: Some(iter),
        values: Vec::new(),
        next: None,
        running: false,
    }));
    vm.alloc(body(Itertool::Tee { data, index: 0 }))
}

fn copy(vm: &mut Vm, tee: Ref) -> Ref {
    let (data, index) = match tool(vm, tee) {
        Some(&Itertool::Tee { data, index }) => (data, index),
        _ => return vm.none(),
    };
    vm.incref(data);
    vm.alloc(body(Itertool::Tee { data, index }))
}

/// The next value: one that another copy took, or a new one.
pub(super) fn next(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(&Itertool::Tee { mut data, index }) = tool(vm, this) else {
        return Ok(None);
    };
    let mut index = index;
    if index >= Itertool::LINKCELLS {
        let Some(following) = link(vm, data) else {
            return Ok(None);
        };
        let old = match tool_mut(vm, this) {
            Some(Itertool::Tee { data, index }) => {
                *index = 0;
                std::mem::replace(data, following)
            }
            _ => following,
        };
        vm.decref(old);
        (data, index) = (following, 0);
    }
    let Some(value) = item(vm, data, index)? else {
        return Ok(None);
    };
    if let Some(Itertool::Tee { index, .. }) = tool_mut(vm, this) {
        *index += 1;
    }
    Ok(Some(value))
}

/// The block behind a full one, made if there is none; a new reference.
fn link(vm: &mut Vm, data: Ref) -> Option<Ref> {
    let &Itertool::TeeData { iter, next, .. } = tool(vm, data)? else {
        return None;
    };
    if let Some(next) = next {
        return Some(vm.incref(next));
    }
    let iter = iter?;
    vm.incref(iter);
    let made = vm.alloc(body(Itertool::TeeData {
        iter: Some(iter),
        values: Vec::new(),
        next: None,
        running: false,
    }));
    if let Some(Itertool::TeeData { next, .. }) = tool_mut(vm, data) {
        *next = Some(made);
    }
    Some(vm.incref(made))
}

fn item(vm: &mut Vm, data: Ref, index: usize) -> R<Option<Ref>> {
    let Some(Itertool::TeeData {
        iter,
        values,
        running,
        ..
    }) = tool(vm, data)
    else {
        return Ok(None);
    };
    if let Some(&value) = values.get(index) {
        return Ok(Some(vm.incref(value)));
    }
    let (iter, running) = (*iter, *running);
    if running {
        return Err(vm.error("RuntimeError", "cannot re-enter the tee iterator"));
    }
    let Some(iter) = iter else { return Ok(None) };
    if let Some(Itertool::TeeData { running, .. }) = tool_mut(vm, data) {
        *running = true;
    }
    let value = vm.next(iter);
    let mut kept = false;
    if let Some(Itertool::TeeData {
        running, values, ..
    }) = tool_mut(vm, data)
    {
        *running = false;
        if let Ok(Some(value)) = value {
            values.push(value);
            kept = true;
        }
    }
    if let (Ok(Some(value)), true) = (&value, kept) {
        vm.incref(*value);
    }
    value
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(&source) = args.pos.get(1) else {
        return Err(vm.type_error("_tee expected 1 argument, got 0"));
    };
    let iter = vm.iter(source)?;
    let tee = from_iterator(vm, iter);
    vm.decref(iter);
    Ok(tee)
}

pub(super) const TEE: &[(&str, NativeFn)] = iterator_methods!(
    ("__new__", new),
    ("__copy__", |vm, args| {
        if !matches!(tool(vm, args.pos[0]), Some(Itertool::Tee { .. })) {
            return Err(vm.type_error("a tee object is required"));
        }
        Ok(copy(vm, args.pos[0]))
    }),
);

pub(super) const DATA: &[(&str, NativeFn)] = &[("__new__", |vm, _| {
    let _ = Kind::TeeData;
    Err(vm.unsupported("itertools._tee_dataobject as a constructor"))
})];
