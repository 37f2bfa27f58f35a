//! Cutting a text, and joining texts.

use std::ops::Range;

use objects::Ref;
use objects::types::List;

use super::{chars, part, unchanged};
use crate::builtins::arguments::{Signature, rest, text_argument, unpack};
use crate::builtins::{arity, pieces};
use crate::objects::{Body, Kind, NativeFn};
use crate::unicode::{is_linebreak, is_space};
use crate::vm::{Args, R, Vm};

/// How many cuts there may be.
pub(in crate::builtins) fn most(vm: &mut Vm, given: Option<Ref>) -> R<usize> {
    Ok(match given {
        Some(given) => usize::try_from(vm.ssize(given)?).unwrap_or(usize::MAX),
        None => usize::MAX,
    })
}

fn split(vm: &mut Vm, args: &Args<'_>, signature: &Signature, right: bool) -> R {
    let [separator, limit] = unpack(vm, &rest(args), signature)?;
    let limit = most(vm, limit)?;
    let whole = chars(vm, args.pos[0]);
    let ranges = match separator.filter(|&separator| separator != vm.one.none) {
        None if right => pieces::rsplit_space(&whole, |&one| is_space(one), limit),
        None => pieces::split_space(&whole, |&one| is_space(one), limit),
        Some(separator) => {
            let Body::Str(_) = vm.body(separator) else {
                let text = format!("must be str or None, not {}", vm.tp_name(separator));
                return Err(vm.type_error(text));
            };
            let separator = chars(vm, separator);
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
    parts(vm, args.pos[0], &whole, ranges)
}

/// A list of parts, with the room that `split` gives it.
fn parts(vm: &mut Vm, object: Ref, whole: &[char], ranges: Vec<Range<usize>>) -> R {
    let mut made = Vec::with_capacity(ranges.len());
    for range in ranges {
        made.push(part(vm, object, whole, range)?);
    }
    let list = List::from_split(vm.version, made, whole.len());
    Ok(vm.alloc(Body::List(Box::new(list))))
}

fn partition(vm: &mut Vm, args: &Args<'_>, name: &str, last: bool) -> R {
    arity(vm, args, &format!("str.{name}"), 1, 1, 1)?;
    let Body::Str(_) = vm.body(args.pos[1]) else {
        let text = format!("must be str, not {}", vm.tp_name(args.pos[1]));
        return Err(vm.type_error(text));
    };
    let (whole, separator) = (chars(vm, args.pos[0]), chars(vm, args.pos[1]));
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let found = if last {
        pieces::rfind(&whole, &separator)
    } else {
        pieces::find(&whole, &separator)
    };
    let Some(at) = found else {
        let same = unchanged(vm, args.pos[0])?;
        let (one, two) = (vm.str(""), vm.str(""));
        let items = if last {
            vec![one, two, same]
        } else {
            vec![same, one, two]
        };
        return Ok(vm.tuple(items));
    };
    let head: String = whole[..at].iter().collect();
    let tail: String = whole[at + separator.len()..].iter().collect();
    let items = vec![vm.str(head), vm.incref(args.pos[1]), vm.str(tail)];
    Ok(vm.tuple(items))
}

fn join(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "str.join", 1, 1, 1)?;
    let separator = vm.text(args.pos[0]).to_owned();
    if !vm.is_iterable(args.pos[1]) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let items = vm.collect(args.pos[1])?;
    for &item in &items {
        vm.own(item);
    }
    if let [one] = items[..]
        && vm.type_of(one) == vm.kind(Kind::Str)
    {
        return Ok(vm.incref(one));
    }
    let mut out = String::new();
    for (place, &item) in items.iter().enumerate() {
        let Body::Str(text) = vm.body(item) else {
            let text = format!(
                "sequence item {place}: expected str instance, {} found",
                vm.tp_name(item)
            );
            return Err(vm.type_error(text));
        };
        if place > 0 {
            out.push_str(&separator);
        }
        out.push_str(text.value.as_str());
        if out.len() as u64 > vm.limits.memory {
            return Err(vm.too_much_memory());
        }
    }
    Ok(vm.str(out))
}

fn replace(vm: &mut Vm, args: &Args<'_>) -> R {
    let given = rest(args);
    let (from, to, limit) = if vm.since(13) {
        let [from, to, limit] = unpack(
            vm,
            &given,
            &Signature {
                name: "replace",
                params: &["old", "new", "count"],
                unnamed: 2,
                required: 2,
                by_place: 3,
            },
        )?;
        (from, to, limit)
    } else {
        arity(vm, args, "str.replace", 2, 3, 1)?;
        (
            given.pos.first().copied(),
            given.pos.get(1).copied(),
            given.pos.get(2).copied(),
        )
    };
    let none = vm.one.none;
    let from = text_argument(vm, "replace", "argument 1", from.unwrap_or(none))?;
    let to = text_argument(vm, "replace", "argument 2", to.unwrap_or(none))?;
    let limit = most(vm, limit)?;
    let whole = chars(vm, args.pos[0]);
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if !to.is_empty() {
        vm.check_items(to.len() / 8 + 1, pieces::count(&whole, &from).min(limit))?;
    }
    match pieces::replace(&whole, &from, &to, limit) {
        Some(text) => {
            let text: String = text.into_iter().collect();
            Ok(vm.str(text))
        }
        None => unchanged(vm, args.pos[0]),
    }
}

/// The one argument of `splitlines`, of `str` and of `bytes`.
pub(in crate::builtins) fn keepends(vm: &mut Vm, args: &Args<'_>) -> R<bool> {
    const LINES: Signature = Signature {
        name: "splitlines",
        params: &["keepends"],
        unnamed: 0,
        required: 0,
        by_place: 1,
    };
    let [keep] = unpack(vm, &rest(args), &LINES)?;
    match keep {
        Some(keep) => vm.truth(keep),
        None => Ok(false),
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("split", |vm, args| {
        const SPLIT: Signature = Signature {
            name: "split",
            params: &["sep", "maxsplit"],
            unnamed: 0,
            required: 0,
            by_place: 2,
        };
        split(vm, args, &SPLIT, false)
    }),
    ("rsplit", |vm, args| {
        const RSPLIT: Signature = Signature {
            name: "rsplit",
            params: &["sep", "maxsplit"],
            unnamed: 0,
            required: 0,
            by_place: 2,
        };
        split(vm, args, &RSPLIT, true)
    }),
    ("splitlines", |vm, args| {
        let keep = keepends(vm, args)?;
        let whole = chars(vm, args.pos[0]);
        let ranges = pieces::lines(&whole, keep, |rest| match rest {
            ['\r', '\n', ..] => 2,
            [one, ..] if is_linebreak(*one) => 1,
            _ => 0,
        });
        let mut made = Vec::with_capacity(ranges.len());
        for range in ranges {
            made.push(part(vm, args.pos[0], &whole, range)?);
        }
        Ok(vm.list_from(made, objects::types::Iterable::Iterator))
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
