//! Cutting bytes, and joining them.

use std::ops::Range;

use objects::Ref;
use objects::types::List;

use super::shape::is_space;
use super::{buffer, data, like, type_name, unchanged};
use crate::builtins::arguments::{Signature, rest, unpack};
use crate::builtins::text::{keepends, most};
use crate::builtins::{arity, pieces};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn split(vm: &mut Vm, args: &Args<'_>, name: &'static str, right: bool) -> R {
    let signature = Signature {
        name,
        params: &["sep", "maxsplit"],
        unnamed: 0,
        required: 0,
        by_place: 2,
    };
    let [separator, limit] = unpack(vm, &rest(args), &signature)?;
    let limit = most(vm, limit)?;
    let whole = data(vm, args.pos[0]);
    let ranges = match separator.filter(|&separator| separator != vm.one.none) {
        None if right => pieces::rsplit_space(&whole, is_space, limit),
        None => pieces::split_space(&whole, is_space, limit),
        Some(separator) => {
            let separator = buffer(vm, separator)?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            if right {
                pieces::rsplit(&whole, &separator, limit)
            } else {
                pieces::split(&whole, &separator, limit)
            }
        }
    };
    let parts = parts(vm, args.pos[0], &whole, ranges);
    let list = List::from_split(vm.version, parts, whole.len());
    Ok(vm.alloc(Body::List(Box::new(list))))
}

fn parts(vm: &mut Vm, object: Ref, whole: &[u8], ranges: Vec<Range<usize>>) -> Vec<Ref> {
    ranges
        .into_iter()
        .map(|range| {
            if range.len() == whole.len() {
                unchanged(vm, object)
            } else {
                like(vm, object, whole[range].to_vec())
            }
        })
        .collect()
}

fn partition(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R {
    let full = format!("{}.{name}", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 1, 1, 1)?;
    let separator = buffer(vm, args.pos[1])?;
    let whole = data(vm, args.pos[0]);
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let found = if last {
        pieces::rfind(&whole, &separator)
    } else {
        pieces::find(&whole, &separator)
    };
    let this = args.pos[0];
    let items = match found {
        Some(at) => {
            let tail = whole[at + separator.len()..].to_vec();
            let middle = if matches!(vm.body(this), Body::Bytes(_)) {
                vm.incref(args.pos[1])
            } else {
                like(vm, this, separator)
            };
            vec![
                like(vm, this, whole[..at].to_vec()),
                middle,
                like(vm, this, tail),
            ]
        }
        None => {
            let same = unchanged(vm, this);
            let (one, two) = (like(vm, this, Vec::new()), like(vm, this, Vec::new()));
            if last {
                vec![one, two, same]
            } else {
                vec![same, one, two]
            }
        }
    };
    Ok(vm.tuple(items))
}

fn join(vm: &mut Vm, args: &Args<'_>) -> R {
    let full = format!("{}.join", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 1, 1, 1)?;
    if !vm.is_iterable(args.pos[1]) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let separator = data(vm, args.pos[0]);
    let items = vm.collect(args.pos[1])?;
    for &item in &items {
        vm.own(item);
    }
    if let ([one], Body::Bytes(_)) = (&items[..], vm.body(args.pos[0]))
        && vm.type_of(*one) == vm.kind(Kind::Bytes)
    {
        return Ok(vm.incref(*one));
    }
    let mut out = Vec::new();
    for (place, &item) in items.iter().enumerate() {
        let Some(bytes) = vm.buffer(item) else {
            let text = format!(
                "sequence item {place}: expected a bytes-like object, {} found",
                vm.tp_name(item)
            );
            return Err(vm.type_error(text));
        };
        if place > 0 {
            out.extend(&separator);
        }
        out.extend(bytes);
        if out.len() as u64 > vm.limits.memory {
            return Err(vm.too_much_memory());
        }
    }
    Ok(like(vm, args.pos[0], out))
}

fn replace(vm: &mut Vm, args: &Args<'_>) -> R {
    let full = format!("{}.replace", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 2, 3, 1)?;
    let (from, to) = (buffer(vm, args.pos[1])?, buffer(vm, args.pos[2])?);
    let limit = most(vm, args.pos.get(3).copied())?;
    let whole = data(vm, args.pos[0]);
    vm.check_items(to.len() / 8 + 1, pieces::count(&whole, &from).min(limit))?;
    Ok(match pieces::replace(&whole, &from, &to, limit) {
        Some(bytes) => like(vm, args.pos[0], bytes),
        None => unchanged(vm, args.pos[0]),
    })
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("split", |vm, args| split(vm, args, "split", false)),
    ("rsplit", |vm, args| split(vm, args, "rsplit", true)),
    ("splitlines", |vm, args| {
        let keep = keepends(vm, args)?;
        let whole = data(vm, args.pos[0]);
        let ranges = pieces::lines(&whole, keep, |rest| match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        });
        let parts = parts(vm, args.pos[0], &whole, ranges);
        Ok(vm.list_from(parts, objects::types::Iterable::Iterator))
    }),
    ("partition", |vm, args| {
        partition(vm, args, "partition", false)
    }),
    ("rpartition", |vm, args| {
        partition(vm, args, "rpartition", true)
    }),
    ("join", join),
    ("replace", replace),
];
