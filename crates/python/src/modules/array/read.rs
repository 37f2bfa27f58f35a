//! What looks at an array without changing it.

use objects::Ref;
use objects::types::Int;

use super::{array, body, held, item, make};
use crate::builtins::arity;
use crate::objects::{ArrayObject, Body, Extension, NativeFn};
use crate::vm::{Args, R, Vm};

pub(super) fn len(vm: &mut Vm, args: &Args<'_>) -> R {
    let len = array(vm, args.pos[0]).map_or(0, |array| array.len());
    Ok(vm.int_usize(len))
}

/// The object at a place; a new reference.
pub(super) fn get(vm: &mut Vm, object: Ref, at: usize) -> Option<Ref> {
    let array = array(vm, object)?;
    let (code, bytes) = (array.code, array.item(at)?.to_vec());
    Some(item::decode(vm, code, &bytes))
}

/// A place, counted from the end if it is negative.
pub(super) fn place(vm: &mut Vm, key: Ref, len: usize) -> R<Option<usize>> {
    let value = vm.index_value(key)?;
    let Some(at) = value.to_i64() else {
        let name = vm.tp_name(key);
        let text = format!("cannot fit '{name}' into an index-sized integer");
        return Err(vm.error("IndexError", text));
    };
    let at = if at < 0 { at + len as i64 } else { at };
    Ok(usize::try_from(at).ok().filter(|&at| at < len))
}

pub(super) fn getitem(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__getitem__", 1, 1, 1)?;
    let key = args.pos[1];
    let this = held(vm, args.pos[0])?;
    if matches!(vm.body(key), Body::Slice(_)) {
        let span = vm.span(key, this.len())?;
        let bytes = span
            .places()
            .filter_map(|at| this.item(at))
            .flatten()
            .copied()
            .collect();
        return Ok(make::exact(vm, this.code, bytes));
    }
    if !vm.has_index(key) {
        return Err(vm.type_error("array indices must be integers"));
    }
    let at = place(vm, key, this.len())?;
    match at.and_then(|at| get(vm, args.pos[0], at)) {
        Some(item) => Ok(item),
        None => Err(vm.error("IndexError", "array index out of range")),
    }
}

pub(super) fn iterate(vm: &mut Vm, args: &Args<'_>) -> R {
    let array = vm.incref(args.pos[0]);
    Ok(vm.alloc(body(ArrayObject::Iterator {
        array: Some(array),
        at: 0,
    })))
}

pub(super) const ITERATOR: &[(&str, NativeFn)] = &[
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__next__", |vm, args| {
        let this = args.pos[0];
        let state = match vm.body(this) {
            Body::Extension(extension) => match &**extension {
                Extension::Array(ArrayObject::Iterator { array, at }) => Some((*array, *at)),
                _ => None,
            },
            _ => None,
        };
        let Some((Some(array), at)) = state else {
            return Err(vm.stop_iteration(None));
        };
        let found = get(vm, array, at);
        let mut done = None;
        if let Body::Extension(extension) = vm.body_mut(this)
            && let Extension::Array(ArrayObject::Iterator { array, at }) = &mut **extension
        {
            *at += 1;
            if found.is_none() {
                done = array.take();
            }
        }
        vm.xdecref(done);
        match found {
            Some(item) => Ok(item),
            None => Err(vm.stop_iteration(None)),
        }
    }),
];

/// Where an object is first found among the items.
pub(super) fn find(
    vm: &mut Vm,
    object: Ref,
    wanted: Ref,
    from: usize,
    to: usize,
) -> R<Option<usize>> {
    let mut at = from;
    // The program's own comparisons may change the array.
    while at < to {
        let Some(item) = get(vm, object, at) else {
            break;
        };
        let item = vm.own(item);
        if vm.equal(item, wanted)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

pub(super) fn contains(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__contains__", 1, 1, 1)?;
    let found = find(vm, args.pos[0], args.pos[1], 0, usize::MAX)?;
    Ok(vm.bool(found.is_some()))
}

pub(super) fn index(vm: &mut Vm, args: &Args<'_>) -> R {
    let most = if vm.since(10) { 3 } else { 1 };
    let name = if most == 1 { "array.index" } else { "index" };
    arity(vm, args, name, 1, most, 1)?;
    let len = array(vm, args.pos[0]).map_or(0, |array| array.len()) as i64;
    let mut bounds = [0, i64::MAX];
    for (bound, &given) in bounds.iter_mut().zip(args.pos.iter().skip(2)) {
        let value = vm.index(given)?;
        *bound = if value < 0 {
            (value + len).max(0)
        } else {
            value
        };
    }
    let [from, to] = bounds.map(|bound| usize::try_from(bound).unwrap_or(usize::MAX));
    match find(vm, args.pos[0], args.pos[1], from, to)? {
        Some(at) => Ok(vm.int_usize(at)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

pub(super) fn count(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.count", 1, 1, 1)?;
    let (mut from, mut count) = (0, 0);
    while let Some(at) = find(vm, args.pos[0], args.pos[1], from, usize::MAX)? {
        from = at + 1;
        count += 1;
    }
    Ok(vm.int_usize(count))
}

fn list(vm: &mut Vm, object: Ref) -> R {
    let this = held(vm, object)?;
    vm.check_items(this.len(), 8)?;
    let items = (0..this.len())
        .filter_map(|at| this.item(at))
        .map(|bytes| item::decode(vm, this.code, bytes))
        .collect();
    Ok(vm.list(items))
}

pub(super) fn tolist(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.tolist", 0, 0, 1)?;
    list(vm, args.pos[0])
}

pub(super) fn tobytes(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.tobytes", 0, 0, 1)?;
    let this = held(vm, args.pos[0])?;
    Ok(vm.bytes(this.bytes))
}

fn text(bytes: &[u8]) -> String {
    bytes
        .chunks_exact(4)
        .filter_map(|one| one.try_into().ok().map(u32::from_le_bytes))
        .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Refuses an array of numbers.
pub(super) fn only_text(vm: &mut Vm, object: Ref, method: &str) -> R<()> {
    if array(vm, object).is_some_and(|array| array.code.is_text()) {
        return Ok(());
    }
    let codes = if vm.since(13) { " ('u' or 'w')" } else { "" };
    let text = format!("{method}() may only be called on unicode type arrays{codes}");
    Err(vm.value_error(text))
}

pub(super) fn tounicode(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.tounicode", 0, 0, 1)?;
    only_text(vm, args.pos[0], "tounicode")?;
    let this = held(vm, args.pos[0])?;
    Ok(vm.str(text(&this.bytes)))
}

pub(super) fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = held(vm, args.pos[0])?;
    let (name, letter) = (make::name(vm, args.pos[0]), this.code.letter());
    if this.len() == 0 {
        return Ok(vm.str(format!("{name}('{letter}')")));
    }
    let items = match this.code.is_text() {
        true => vm.str(text(&this.bytes)),
        false => list(vm, args.pos[0])?,
    };
    let items = vm.own(items);
    let shown = vm.repr_of(items)?;
    Ok(vm.str(format!("{name}('{letter}', {shown})")))
}

/// Where the items lie, and how many there are.
pub(super) fn buffer_info(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "array.buffer_info", 0, 0, 1)?;
    let address = vm.heap.buffer_address(args.pos[0]).unwrap_or(0);
    let len = array(vm, args.pos[0]).map_or(0, |array| array.len());
    let address = vm.int(Int::from(i128::from(address)));
    let len = vm.int_usize(len);
    Ok(vm.tuple(vec![address, len]))
}
