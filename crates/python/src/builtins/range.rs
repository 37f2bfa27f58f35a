//! `range` and `slice`.

use objects::Ref;
use objects::types::Int;

use super::arguments::{check_positional, no_keywords};
use super::{Attribute, arity, field, held};
use crate::objects::{Body, Iter, NativeFn};
use crate::vm::{Args, R, Vm};

/// The three numbers of a range as machine words.
fn word(vm: &mut Vm, given: Ref) -> R<i64> {
    match vm.index_value(given)?.to_i64() {
        Some(value) => Ok(value),
        None => Err(vm.unsupported("a range of numbers beyond 64 bits")),
    }
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    no_keywords(vm, args, "range")?;
    let given = &args.pos[1..];
    if given.is_empty() && !vm.since(9) {
        return Err(vm.type_error("range expected 1 argument, got 0"));
    }
    check_positional(vm, "range", given.len(), 1, 3)?;
    let mut parts = [0, 0, 1];
    match given {
        [stop] => parts[1] = word(vm, *stop)?,
        _ => {
            for (part, &given) in parts.iter_mut().zip(given) {
                *part = word(vm, given)?;
            }
        }
    }
    if parts[2] == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    if parts[1].checked_sub(parts[0]).is_none() || parts[2] == i64::MIN {
        return Err(vm.unsupported("a range of more than 64 bits"));
    }
    Ok(vm.range(parts[0], parts[1], parts[2]))
}

/// Where in a range a number is.
pub(crate) fn place(vm: &mut Vm, range: Ref, value: &Int) -> Option<i64> {
    let Body::Range(range) = vm.body(range) else {
        return None;
    };
    let distance = i128::from(value.to_i64()?) - i128::from(range.from);
    let by = i128::from(range.by);
    let at = distance / by;
    (distance % by == 0 && at >= 0 && at < i128::from(range.len)).then_some(at as i64)
}

/// The items of a range, one after another, for values that aren't plain integers.
fn search(vm: &mut Vm, range: Ref, wanted: Ref) -> R<Vec<i64>> {
    if matches!(vm.body(wanted), Body::Int(_) | Body::Bool(_)) && !vm.get(wanted).counts_class {
        let value = vm.index_value(wanted)?;
        return Ok(place(vm, range, &value).into_iter().collect());
    }
    let iter = vm.iter(range)?;
    let iter = vm.own(iter);
    let (mut at, mut found) = (0, Vec::new());
    while let Some(item) = vm.next(iter)? {
        let same = vm.equal(item, wanted);
        vm.decref(item);
        if same? {
            found.push(at);
        }
        at += 1;
    }
    Ok(found)
}

pub(super) const RANGE: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("index", |vm, args| {
        arity(vm, args, "range.index", 1, 1, 1)?;
        match search(vm, args.pos[0], args.pos[1])?.first() {
            Some(&at) => Ok(vm.int_i64(at)),
            None => {
                let exact = matches!(vm.body(args.pos[1]), Body::Int(_) | Body::Bool(_));
                let text = if exact && vm.since(14) {
                    "range.index(x): x not in range".to_owned()
                } else if exact {
                    format!("{} is not in range", vm.repr_of(args.pos[1])?)
                } else {
                    "sequence.index(x): x not in sequence".to_owned()
                };
                Err(vm.value_error(text))
            }
        }
    }),
    ("count", |vm, args| {
        arity(vm, args, "range.count", 1, 1, 1)?;
        let count = search(vm, args.pos[0], args.pos[1])?.len();
        Ok(vm.int_usize(count))
    }),
    ("__reversed__", |vm, args| {
        arity(vm, args, "range.__reversed__", 0, 0, 1)?;
        let Body::Range(range) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let (from, by, len) = (range.from, range.by, range.len);
        let next = from.wrapping_add(by.wrapping_mul(len - 1));
        Ok(vm.alloc(Body::Iter(Box::new(Iter::Range {
            next,
            by: by.wrapping_neg(),
            left: len,
        }))))
    }),
];

pub(super) const SLICE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        no_keywords(vm, args, "slice")?;
        check_positional(vm, "slice", args.pos.len() - 1, 1, 3)?;
        let none = vm.one.none;
        let parts = match args.pos[1..] {
            [start, stop] => [start, stop, none],
            [start, stop, step] => [start, stop, step],
            _ => [none, args.pos[1], none],
        };
        vm.increfs(&parts);
        Ok(vm.alloc(Body::Slice(parts)))
    }),
    ("indices", |vm, args| {
        arity(vm, args, "slice.indices", 1, 1, 1)?;
        let len = vm.index_value(args.pos[1])?;
        if len.is_negative() {
            return Err(vm.value_error("length should not be negative"));
        }
        let Some(len) = len.to_i64() else {
            return Err(vm.unsupported("slice.indices of a length beyond 64 bits"));
        };
        let parts = match vm.body(args.pos[0]) {
            Body::Slice(parts) => *parts,
            _ => [vm.one.none; 3],
        };
        for part in parts {
            if part != vm.one.none && !vm.has_index(part) {
                return Err(vm.type_error(
                    "slice indices must be integers or None or have an __index__ method",
                ));
            }
        }
        let (start, stop, step) = vm.slice_indices(args.pos[0], len)?;
        let items = vec![vm.int_i64(start), vm.int_i64(stop), vm.int_i64(step)];
        Ok(vm.tuple(items))
    }),
];

pub(super) const RANGE_ATTRIBUTES: &[Attribute] = &[
    field!("start", Body::Range(range) => Some(range.start)),
    field!("stop", Body::Range(range) => Some(range.stop)),
    field!("step", Body::Range(range) => Some(range.step)),
];

pub(super) const SLICE_ATTRIBUTES: &[Attribute] = &[
    field!("start", Body::Slice(parts) => Some(parts[0])),
    field!("stop", Body::Slice(parts) => Some(parts[1])),
    field!("step", Body::Slice(parts) => Some(parts[2])),
];
