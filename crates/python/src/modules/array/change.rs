//! What changes an array.

use objects::Ref;

use super::{array, change, held, item, make, read};
use crate::builtins::{arity, operands};
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

fn len(vm: &Vm, object: Ref) -> usize {
    array(vm, object).map_or(0, |array| array.len())
}

/// Puts an item before a place.
fn insert_at(vm: &mut Vm, object: Ref, at: usize, value: Ref) -> R<()> {
    let code = held(vm, object)?.code;
    let bytes = item::encode(vm, code, value)?;
    change(vm, object, |array| {
        let at = at.min(array.len());
        array.splice(at, at, &bytes);
    })
}

pub(super) fn append(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.append", 1, 1, 1)?;
    insert_at(vm, args.pos[0], usize::MAX, args.pos[1])?;
    Ok(vm.none())
}

pub(super) fn insert(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.insert", 2, 2, 1)?;
    let len = len(vm, args.pos[0]) as i64;
    let at = vm.ssize(args.pos[1])?;
    let at = if at < 0 { (at + len).max(0) } else { at };
    insert_at(vm, args.pos[0], at as usize, args.pos[2])?;
    Ok(vm.none())
}

/// Adds what an iterable gives, item by item.
pub(super) fn extend_by(vm: &mut Vm, object: Ref, items: Ref) -> R<()> {
    let walk = vm.iter(items)?;
    let walk = vm.own(walk);
    while let Some(value) = vm.next(walk)? {
        let result = insert_at(vm, object, usize::MAX, value);
        vm.decref(value);
        result?;
    }
    Ok(())
}

/// `array_do_extend`
fn extend_with(vm: &mut Vm, object: Ref, other: Ref) -> R<()> {
    let Some(more) = array(vm, other) else {
        return extend_by(vm, object, other);
    };
    let (code, bytes) = (more.code, more.bytes.clone());
    if held(vm, object)?.code != code {
        return Err(vm.type_error("can only extend with array of same kind"));
    }
    change(vm, object, |array| {
        let len = array.len();
        array.splice(len, len, &bytes);
    })
}

pub(super) fn extend(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.extend", 1, 1, 1)?;
    extend_with(vm, args.pos[0], args.pos[1])?;
    Ok(vm.none())
}

pub(super) fn add_in_place(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    if array(vm, args.pos[1]).is_none() {
        let name = vm.tp_name(args.pos[1]);
        let text = format!("can only extend array with array (not \"{name}\")");
        return Err(vm.type_error(text));
    }
    extend_with(vm, args.pos[0], args.pos[1])?;
    Ok(vm.incref(args.pos[0]))
}

pub(super) fn multiply_in_place(vm: &mut Vm, args: &Args<'_>) -> R {
    operands(vm, args, 1, 1)?;
    let times = make::times(vm, args.pos[1])?;
    let this = held(vm, args.pos[0])?;
    if this.len() > 0 {
        vm.check_items(this.bytes.len().saturating_mul(times) / 8 + 1, 1)?;
        let bytes = this.bytes.repeat(times);
        let len = this.len();
        change(vm, args.pos[0], |array| array.splice(0, len, &bytes))?;
    }
    Ok(vm.incref(args.pos[0]))
}

/// All of a list, or nothing of it.
pub(super) fn fromlist(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.fromlist", 1, 1, 1)?;
    if !matches!(vm.body(args.pos[1]), Body::List(_)) {
        return Err(vm.type_error("arg must be list"));
    }
    let code = held(vm, args.pos[0])?.code;
    let mut bytes = Vec::new();
    for value in vm.items(args.pos[1]).to_vec() {
        bytes.extend(item::encode(vm, code, value)?);
    }
    if !bytes.is_empty() {
        change(vm, args.pos[0], |array| {
            let len = array.len();
            array.splice(len, len, &bytes);
        })?;
    }
    Ok(vm.none())
}

/// Adds items by their bytes.
pub(super) fn add_bytes(vm: &mut Vm, object: Ref, bytes: &[u8]) -> R<()> {
    let size = held(vm, object)?.code.size();
    if !bytes.len().is_multiple_of(size) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    if bytes.is_empty() {
        return Ok(());
    }
    change(vm, object, |array| {
        let len = array.len();
        array.splice(len, len, bytes);
    })
}

pub(super) fn frombytes(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.frombytes", 1, 1, 1)?;
    let Some(bytes) = vm.buffer(args.pos[1]) else {
        let name = vm.tp_name(args.pos[1]);
        let text = format!("a bytes-like object is required, not '{name}'");
        return Err(vm.type_error(text));
    };
    add_bytes(vm, args.pos[0], &bytes)?;
    Ok(vm.none())
}

pub(super) fn fromunicode(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.fromunicode", 1, 1, 1)?;
    let Body::Str(text) = vm.body(args.pos[1]) else {
        let name = vm.tp_name(args.pos[1]);
        let text = format!("fromunicode() argument must be str, not {name}");
        return Err(vm.type_error(text));
    };
    let chars = text.value.as_str().chars();
    let bytes: Vec<u8> = chars.flat_map(|one| (one as u32).to_le_bytes()).collect();
    read::only_text(vm, args.pos[0], "fromunicode")?;
    add_bytes(vm, args.pos[0], &bytes)?;
    Ok(vm.none())
}

pub(super) fn pop(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.pop", 0, 1, 1)?;
    let at = match args.pos.get(1) {
        Some(&at) => vm.ssize(at)?,
        None => -1,
    };
    let len = len(vm, args.pos[0]);
    if len == 0 {
        return Err(vm.error("IndexError", "pop from empty array"));
    }
    let at = if at < 0 { at + len as i64 } else { at };
    let found = usize::try_from(at).ok().filter(|&at| at < len);
    let Some(at) = found else {
        return Err(vm.error("IndexError", "pop index out of range"));
    };
    let item = read::get(vm, args.pos[0], at).unwrap_or_else(|| vm.none());
    change(vm, args.pos[0], |array| array.splice(at, at + 1, &[]))?;
    Ok(item)
}

pub(super) fn remove(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.remove", 1, 1, 1)?;
    match read::find(vm, args.pos[0], args.pos[1], 0, usize::MAX)? {
        Some(at) => {
            change(vm, args.pos[0], |array| array.splice(at, at + 1, &[]))?;
            Ok(vm.none())
        }
        None => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn turned(bytes: &[u8], size: usize) -> Vec<u8> {
    bytes.chunks(size).rev().flatten().copied().collect()
}

pub(super) fn reverse(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.reverse", 0, 0, 1)?;
    change(vm, args.pos[0], |array| {
        array.bytes = turned(&array.bytes, array.code.size());
    })?;
    Ok(vm.none())
}

pub(super) fn byteswap(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.byteswap", 0, 0, 1)?;
    change(vm, args.pos[0], |array| {
        let size = array.code.size();
        array.bytes.chunks_mut(size).for_each(<[u8]>::reverse);
    })?;
    Ok(vm.none())
}

pub(super) fn clear(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.clear", 0, 0, 1)?;
    let len = len(vm, args.pos[0]);
    change(vm, args.pos[0], |array| array.splice(0, len, &[]))?;
    Ok(vm.none())
}

pub(super) fn setitem(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__setitem__", 2, 2, 1)?;
    let (this, key, value) = (args.pos[0], args.pos[1], args.pos[2]);
    if matches!(vm.body(key), Body::Slice(_)) {
        set_slice(vm, this, key, value)?;
        return Ok(vm.none());
    }
    if !vm.has_index(key) {
        return Err(vm.type_error("array indices must be integers"));
    }
    let len = len(vm, this);
    let Some(at) = read::place(vm, key, len)? else {
        return Err(vm.error("IndexError", "array assignment index out of range"));
    };
    let code = held(vm, this)?.code;
    let bytes = item::encode(vm, code, value)?;
    change(vm, this, |array| {
        if at < array.len() {
            array.splice(at, at + 1, &bytes);
        }
    })?;
    Ok(vm.none())
}

fn set_slice(vm: &mut Vm, this: Ref, key: Ref, value: Ref) -> R<()> {
    let len = len(vm, this);
    let span = vm.span(key, len)?;
    let Some(other) = array(vm, value) else {
        let name = vm.tp_name(value);
        let text = format!("can only assign array (not \"{name}\") to array slice");
        return Err(vm.type_error(text));
    };
    let (code, bytes, count) = (other.code, other.bytes.clone(), other.len());
    if held(vm, this)?.code != code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    if span.step == 1 {
        let from = span.start as usize;
        return change(vm, this, |array| {
            array.splice(from, from + span.count, &bytes);
        });
    }
    if count == 0 {
        let places: Vec<usize> = span.places().collect();
        return change(vm, this, |array| array.delete(&places));
    }
    if count != span.count {
        let text = format!(
            "attempt to assign array of size {count} to extended slice of size {}",
            span.count
        );
        return Err(vm.value_error(text));
    }
    let size = code.size();
    change(vm, this, |array| {
        for (at, item) in span.places().zip(bytes.chunks(size)) {
            array.splice(at, at + 1, item);
        }
    })
}

pub(super) fn delitem(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__delitem__", 1, 1, 1)?;
    let (this, key) = (args.pos[0], args.pos[1]);
    let len = len(vm, this);
    let places: Vec<usize> = if matches!(vm.body(key), Body::Slice(_)) {
        vm.span(key, len)?.places().collect()
    } else if vm.has_index(key) {
        match read::place(vm, key, len)? {
            Some(at) => vec![at],
            None => return Err(vm.error("IndexError", "array assignment index out of range")),
        }
    } else {
        return Err(vm.type_error("array indices must be integers"));
    };
    change(vm, this, |array| array.delete(&places))?;
    Ok(vm.none())
}
