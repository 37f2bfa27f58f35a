//! The next value of each iterator.

use objects::Ref;

use super::{choose, group, result_tuple, tee, tool, tool_mut};
use crate::code::Binary;
use crate::objects::{CountValue, Itertool};
use crate::vm::{Args, R, Vm};

/// `tp_iternext`: the next value as a new reference; `None` at the end.
pub(crate) fn next(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(state) = tool(vm, this) else {
        return Ok(None);
    };
    match *state {
        Itertool::Accumulate {
            iter,
            func,
            total,
            initial,
        } => accumulate(vm, this, iter, func, total, initial),
        Itertool::Batched { iter, size, strict } => match iter {
            Some(iter) => batched(vm, this, iter, size, strict),
            None => Ok(None),
        },
        Itertool::Chain { .. } => chain(vm, this),
        Itertool::Choose { .. } | Itertool::Product { .. } => choose::next(vm, this),
        Itertool::Compress { data, selectors } => compress(vm, data, selectors),
        Itertool::Count { .. } => count(vm, this),
        Itertool::Cycle { .. } => cycle(vm, this),
        Itertool::DropWhile {
            func,
            iter,
            started,
        } => drop_while(vm, this, func, iter, started),
        Itertool::FilterFalse { func, iter } => filter_false(vm, func, iter),
        Itertool::GroupBy { .. } => group::next(vm, this),
        Itertool::Grouper { .. } => group::next_of_group(vm, this),
        Itertool::ISlice { .. } => islice(vm, this),
        Itertool::Pairwise { .. } => pairwise(vm, this),
        Itertool::Repeat { element, left } => {
            match left {
                Some(0) => return Ok(None),
                Some(count) => {
                    if let Some(Itertool::Repeat { left, .. }) = tool_mut(vm, this) {
                        *left = Some(count - 1);
                    }
                }
                None => {}
            }
            Ok(Some(vm.incref(element)))
        }
        Itertool::StarMap { func, iter } => star_map(vm, func, iter),
        Itertool::TakeWhile {
            func,
            iter,
            stopped,
        } => take_while(vm, this, func, iter, stopped),
        Itertool::Tee { .. } => tee::next(vm, this),
        Itertool::TeeData { .. } => Ok(None),
        Itertool::ZipLongest { .. } => zip_longest(vm, this),
    }
}

/// Calls a predicate with a value, which stays the caller's.
fn holds(vm: &mut Vm, func: Ref, value: Ref) -> R<bool> {
    let result = vm.call_args(func, &Args::pos(&[value]))?;
    let truth = vm.truth(result);
    vm.decref(result);
    truth
}

/// The same; when it fails, the value is let go of.
fn holds_or_drop(vm: &mut Vm, func: Ref, value: Ref) -> R<bool> {
    let result = holds(vm, func, value);
    if result.is_err() {
        vm.decref(value);
    }
    result
}

fn accumulate(
    vm: &mut Vm,
    this: Ref,
    iter: Ref,
    func: Option<Ref>,
    total: Option<Ref>,
    initial: Option<Ref>,
) -> R<Option<Ref>> {
    if let Some(first) = initial {
        if let Some(Itertool::Accumulate { total, initial, .. }) = tool_mut(vm, this) {
            *initial = None;
            let old = total.replace(first);
            vm.xdecref(old);
        }
        return Ok(Some(vm.incref(first)));
    }
    let Some(value) = vm.next(iter)? else {
        return Ok(None);
    };
    let new = match total {
        None => value,
        Some(total) => {
            let result = match func {
                None => vm.binary_op(Binary::Add, total, value),
                Some(func) => vm.call_args(func, &Args::pos(&[total, value])),
            };
            vm.decref(value);
            result?
        }
    };
    vm.incref(new);
    let old = match tool_mut(vm, this) {
        Some(Itertool::Accumulate { total, .. }) => total.replace(new),
        _ => Some(new),
    };
    vm.xdecref(old);
    Ok(Some(new))
}

fn batched(vm: &mut Vm, this: Ref, iter: Ref, size: usize, strict: bool) -> R<Option<Ref>> {
    let mut items = Vec::new();
    let mut result = Ok(());
    while items.len() < size {
        match vm.next(iter) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => break,
            Err(exc) => {
                result = Err(exc);
                break;
            }
        }
    }
    if items.len() == size && result.is_ok() {
        return Ok(Some(vm.tuple(items)));
    }
    let ended = match tool_mut(vm, this) {
        Some(Itertool::Batched { iter, .. }) => iter.take(),
        _ => None,
    };
    vm.xdecref(ended);
    if result.is_ok() && !items.is_empty() && !strict {
        return Ok(Some(vm.tuple(items)));
    }
    let incomplete = !items.is_empty();
    for item in items {
        vm.decref(item);
    }
    result?;
    if incomplete {
        return Err(vm.value_error("batched(): incomplete batch"));
    }
    Ok(None)
}

fn chain(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    loop {
        let Some(&Itertool::Chain { source, active }) = tool(vm, this) else {
            return Ok(None);
        };
        let Some(source) = source else {
            return Ok(None);
        };
        let Some(iter) = active else {
            let new = match vm.next(source) {
                Ok(Some(item)) => {
                    let iter = vm.iter(item);
                    vm.decref(item);
                    iter.map(Some)
                }
                Ok(None) => Ok(None),
                Err(exc) => Err(exc),
            };
            let gone = match tool_mut(vm, this) {
                Some(Itertool::Chain { source, active }) => match &new {
                    Ok(Some(iter)) => active.replace(*iter),
                    // At its end, and after an error, it lets go of its source.
                    _ => source.take(),
                },
                _ => None,
            };
            vm.xdecref(gone);
            if new?.is_none() {
                return Ok(None);
            }
            continue;
        };
        if let Some(item) = vm.next(iter)? {
            return Ok(Some(item));
        }
        let ended = match tool_mut(vm, this) {
            Some(Itertool::Chain { active, .. }) if *active == Some(iter) => active.take(),
            _ => None,
        };
        vm.xdecref(ended);
    }
}

fn compress(vm: &mut Vm, data: Ref, selectors: Ref) -> R<Option<Ref>> {
    loop {
        let Some(datum) = vm.next(data)? else {
            return Ok(None);
        };
        let selector = match vm.next(selectors) {
            Ok(Some(selector)) => selector,
            other => {
                vm.decref(datum);
                return other.map(|_| None);
            }
        };
        let chosen = vm.truth(selector);
        vm.decref(selector);
        match chosen {
            Ok(true) => return Ok(Some(datum)),
            Ok(false) => vm.decref(datum),
            Err(exc) => {
                vm.decref(datum);
                return Err(exc);
            }
        }
    }
}

fn count(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(Itertool::Count { value, step }) = tool(vm, this) else {
        return Ok(None);
    };
    let step = *step;
    match *value {
        CountValue::Word(word) => {
            if let Some(next) = word.checked_add(1).filter(|&next| next < i64::MAX) {
                if let Some(Itertool::Count { value, .. }) = tool_mut(vm, this) {
                    *value = CountValue::Word(next);
                }
                return Ok(Some(vm.int_i64(word)));
            }
            let object = vm.int_i64(word);
            step_count(vm, this, object, step).map(Some)
        }
        CountValue::Object(object) => step_count(vm, this, object, step).map(Some),
    }
}

/// Gives the number that it holds, and keeps the next one.
fn step_count(vm: &mut Vm, this: Ref, object: Ref, step: Ref) -> R {
    let next = vm.binary_op(Binary::Add, object, step)?;
    match tool_mut(vm, this) {
        Some(Itertool::Count { value, .. }) => *value = CountValue::Object(next),
        _ => vm.decref(next),
    }
    Ok(object)
}

fn cycle(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(&Itertool::Cycle { iter, saved, .. }) = tool(vm, this) else {
        return Ok(None);
    };
    if let Some(iter) = iter {
        if let Some(item) = vm.next(iter)? {
            vm.incref(item);
            vm.list_append(saved, item);
            return Ok(Some(item));
        }
        let ended = match tool_mut(vm, this) {
            Some(Itertool::Cycle { iter, .. }) => iter.take(),
            _ => None,
        };
        vm.xdecref(ended);
    }
    let Some(&Itertool::Cycle { saved, index, .. }) = tool(vm, this) else {
        return Ok(None);
    };
    let items = vm.items(saved);
    let Some(&item) = items.get(index) else {
        return Ok(None);
    };
    let following = (index + 1) % items.len();
    if let Some(Itertool::Cycle { index, .. }) = tool_mut(vm, this) {
        *index = following;
    }
    Ok(Some(vm.incref(item)))
}

fn drop_while(vm: &mut Vm, this: Ref, func: Ref, iter: Ref, started: bool) -> R<Option<Ref>> {
    loop {
        let Some(item) = vm.next(iter)? else {
            return Ok(None);
        };
        if started {
            return Ok(Some(item));
        }
        if !holds_or_drop(vm, func, item)? {
            if let Some(Itertool::DropWhile { started, .. }) = tool_mut(vm, this) {
                *started = true;
            }
            return Ok(Some(item));
        }
        vm.decref(item);
    }
}

fn take_while(vm: &mut Vm, this: Ref, func: Ref, iter: Ref, stopped: bool) -> R<Option<Ref>> {
    if stopped {
        return Ok(None);
    }
    let Some(item) = vm.next(iter)? else {
        return Ok(None);
    };
    if holds_or_drop(vm, func, item)? {
        return Ok(Some(item));
    }
    vm.decref(item);
    if let Some(Itertool::TakeWhile { stopped, .. }) = tool_mut(vm, this) {
        *stopped = true;
    }
    Ok(None)
}

fn filter_false(vm: &mut Vm, func: Option<Ref>, iter: Ref) -> R<Option<Ref>> {
    loop {
        let Some(item) = vm.next(iter)? else {
            return Ok(None);
        };
        let truth = match func {
            Some(func) => holds(vm, func, item),
            None => vm.truth(item),
        };
        match truth {
            Ok(false) => return Ok(Some(item)),
            Ok(true) => vm.decref(item),
            Err(exc) => {
                vm.decref(item);
                return Err(exc);
            }
        }
    }
}

fn islice(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    loop {
        let Some(&Itertool::ISlice {
            iter,
            next,
            stop,
            step,
            taken,
        }) = tool(vm, this)
        else {
            return Ok(None);
        };
        let Some(source) = iter else { return Ok(None) };
        let skips = taken < next;
        let at_end = !skips && stop.is_some_and(|stop| taken >= stop);
        let item = if at_end { Ok(None) } else { vm.next(source) };
        let Ok(Some(item)) = item else {
            let ended = match tool_mut(vm, this) {
                Some(Itertool::ISlice { iter, .. }) => iter.take(),
                _ => None,
            };
            vm.xdecref(ended);
            return item;
        };
        if let Some(Itertool::ISlice { next, taken, .. }) = tool_mut(vm, this) {
            *taken += 1;
            if !skips {
                let following = next.checked_add(step);
                *next = match (following, stop) {
                    (Some(following), Some(stop)) => following.min(stop),
                    (Some(following), None) => following,
                    (None, stop) => stop.unwrap_or(-1),
                };
            }
        }
        if !skips {
            return Ok(Some(item));
        }
        vm.decref(item);
    }
}

fn pairwise(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(&Itertool::Pairwise { iter, old, .. }) = tool(vm, this) else {
        return Ok(None);
    };
    let Some(source) = iter else { return Ok(None) };
    let first = match old {
        Some(old) => vm.incref(old),
        None => {
            let first = vm.next(source);
            let Ok(Some(first)) = first else {
                end_of_pairs(vm, this);
                return first;
            };
            vm.incref(first);
            let before = match tool_mut(vm, this) {
                Some(Itertool::Pairwise { old, .. }) => old.replace(first),
                _ => Some(first),
            };
            vm.xdecref(before);
            if !matches!(
                tool(vm, this),
                Some(Itertool::Pairwise { iter: Some(_), .. })
            ) {
                end_of_pairs(vm, this);
                vm.decref(first);
                return Ok(None);
            }
            first
        }
    };
    let second = vm.next(source);
    let Ok(Some(second)) = second else {
        end_of_pairs(vm, this);
        vm.decref(first);
        return second;
    };
    vm.incref(second);
    let held = match tool(vm, this) {
        Some(Itertool::Pairwise { result, .. }) => *result,
        _ => None,
    };
    let pair = result_tuple(vm, held, vec![first, second]);
    let before = match tool_mut(vm, this) {
        Some(Itertool::Pairwise { old, .. }) => old.replace(second),
        _ => Some(second),
    };
    vm.xdecref(before);
    Ok(Some(pair))
}

fn end_of_pairs(vm: &mut Vm, this: Ref) {
    let ended = match tool_mut(vm, this) {
        Some(Itertool::Pairwise { iter, old, .. }) => [iter.take(), old.take()],
        _ => [None, None],
    };
    for one in ended {
        vm.xdecref(one);
    }
}

fn star_map(vm: &mut Vm, func: Ref, iter: Ref) -> R<Option<Ref>> {
    let Some(args) = vm.next(iter)? else {
        return Ok(None);
    };
    let result = vm.collect(args).and_then(|items| {
        let result = vm.call_args(func, &Args::pos(&items));
        for item in items {
            vm.decref(item);
        }
        result
    });
    vm.decref(args);
    result.map(Some)
}

fn zip_longest(vm: &mut Vm, this: Ref) -> R<Option<Ref>> {
    let Some(Itertool::ZipLongest {
        iters,
        active,
        fill,
        ..
    }) = tool(vm, this)
    else {
        return Ok(None);
    };
    let (count, fill) = (iters.len(), *fill);
    if count == 0 || *active == 0 {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(count);
    for place in 0..count {
        let source = match tool(vm, this) {
            Some(Itertool::ZipLongest { iters, .. }) => iters.get(place).copied().flatten(),
            _ => None,
        };
        let Some(source) = source else {
            items.push(vm.incref(fill));
            continue;
        };
        let item = vm.next(source);
        if let Ok(Some(item)) = item {
            items.push(item);
            continue;
        }
        let mut left = 0;
        let mut ended = None;
        if let Some(Itertool::ZipLongest { iters, active, .. }) = tool_mut(vm, this) {
            *active = active.saturating_sub(1);
            left = if item.is_err() { 0 } else { *active };
            *active = left;
            if left > 0 {
                ended = iters.get_mut(place).and_then(Option::take);
            }
        }
        if left == 0 {
            for item in items {
                vm.decref(item);
            }
            return item;
        }
        items.push(vm.incref(fill));
        vm.xdecref(ended);
    }
    let held = match tool(vm, this) {
        Some(Itertool::ZipLongest { result, .. }) => *result,
        _ => None,
    };
    Ok(Some(result_tuple(vm, held, items)))
}
