//! The built-in iterators: `enumerate`, `zip`, `map`, `filter`, `reversed`, and those of containers.

use objects::Ref;
use objects::types::Int;

use super::arguments::{
    Signature, check_positional, keyword, no_keywords, rest, unexpected, unpack,
};
use super::arity;
use crate::objects::{Body, Iter, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn next(vm: &mut Vm, args: &Args<'_>) -> R {
    super::arguments::operands(vm, args, 0, 0)?;
    match vm.next(args.pos[0])? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(None)),
    }
}

fn itself(vm: &mut Vm, args: &Args<'_>) -> R {
    super::arguments::operands(vm, args, 0, 0)?;
    Ok(vm.incref(args.pos[0]))
}

/// How many items are left, where the iterator can tell: `__length_hint__`.
fn left(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__length_hint__", 0, 0, 1)?;
    let Body::Iter(iter) = vm.body(args.pos[0]) else {
        return Ok(vm.int_i64(0));
    };
    let (object, at) = match &**iter {
        Iter::Range { left, .. } => {
            let left = *left;
            return Ok(vm.int_i64(left));
        }
        Iter::Dict { dict, at, len, .. } => {
            let alive = dict.is_some_and(
                |dict| matches!(vm.body(dict), Body::Dict(table) if table.len() == *len),
            );
            let left = if alive { len - at } else { 0 };
            return Ok(vm.int_usize(left));
        }
        Iter::Set { set, at, len, .. } => {
            let alive = set.is_some_and(|set| vm.set_len(set) == *len);
            let left = if alive { len - at } else { 0 };
            return Ok(vm.int_usize(left));
        }
        Iter::Reversed { object, at, .. } => {
            let (object, at) = (*object, *at);
            let left = match object {
                Some(object) if at <= vm.len(object)? => at,
                _ => 0,
            };
            return Ok(vm.int_usize(left));
        }
        Iter::List { list: held, at } | Iter::Tuple { tuple: held, at } => (*held, *at),
        Iter::Bytes { bytes, at, .. } => (*bytes, *at),
        Iter::Sequence { object, at } => (*object, *at as usize),
        Iter::Str { text, at, .. } => {
            let left = text.map_or(0, |text| vm.text(text)[*at..].chars().count());
            return Ok(vm.int_usize(left));
        }
        _ => return Ok(vm.int_i64(0)),
    };
    let left = match object {
        Some(object) => vm.len(object)?.saturating_sub(at),
        None => 0,
    };
    Ok(vm.int_usize(left))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__next__", next),
    ("__iter__", itself),
    ("__length_hint__", left),
];

/// Of iterators that can't tell how many items are left.
pub(super) const ENDLESS: &[(&str, NativeFn)] = &[("__next__", next), ("__iter__", itself)];

fn made(vm: &mut Vm, args: &Args<'_>, kind: Kind, iter: Iter) -> R {
    let body = Body::Iter(Box::new(iter));
    if args.pos[0] == vm.kind(kind) {
        return Ok(vm.alloc(body));
    }
    Ok(vm.instance(args.pos[0], body))
}

/// An iterator of each argument.
fn iters(vm: &mut Vm, items: &[Ref]) -> R<Vec<Ref>> {
    let mut made = Vec::new();
    for &item in items {
        match vm.iter(item) {
            Ok(iter) => made.push(iter),
            Err(exc) => {
                for iter in made {
                    vm.decref(iter);
                }
                return Err(exc);
            }
        }
    }
    Ok(made)
}

/// The argument `strict`, from the release on that has it.
fn strict(vm: &mut Vm, args: &Args<'_>, name: &str, since: u8) -> R<bool> {
    if !vm.since(since) {
        no_keywords(vm, args, name)?;
        return Ok(false);
    }
    for &(key, _) in args.kw {
        let key = vm.text(key).to_owned();
        if key != "strict" {
            return Err(unexpected(vm, name, &key));
        }
    }
    match keyword(vm, args, "strict") {
        Some(strict) => vm.truth(strict),
        None => Ok(false),
    }
}

fn new_enumerate(vm: &mut Vm, args: &Args<'_>) -> R {
    const ENUMERATE: Signature = Signature {
        name: "enumerate",
        params: &["iterable", "start"],
        unnamed: 0,
        required: 1,
        by_place: 2,
    };
    let given = rest(args);
    if given.pos.is_empty() && keyword(vm, args, "iterable").is_none() && vm.since(11) {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    }
    let [items, start] = unpack(vm, &given, &ENUMERATE)?;
    let next = match start {
        Some(start) => vm.index_value(start)?,
        None => Int::from(0),
    };
    let iter = vm.iter(items.unwrap_or(vm.one.none))?;
    made(vm, args, Kind::Enumerate, Iter::Enumerate { iter, next })
}

fn new_reversed(vm: &mut Vm, args: &Args<'_>) -> R {
    no_keywords(vm, args, "reversed")?;
    check_positional(vm, "reversed", args.pos.len() - 1, 1, 1)?;
    let sequence = args.pos[1];
    if let Some(method) = vm.special(sequence, "__reversed__") {
        if method == vm.one.none {
            return not_reversible(vm, sequence);
        }
        return vm.call_unbound(method, sequence, &[]);
    }
    let is_sequence = match vm.body(sequence) {
        Body::Str(_) | Body::Bytes(_) | Body::ByteArray(_) | Body::Tuple(_) | Body::List(_) => true,
        Body::Dict(_) | Body::Set(_) | Body::FrozenSet(_) => false,
        _ => vm.get(sequence).counts_class && vm.special(sequence, "__getitem__").is_some(),
    };
    if !is_sequence {
        return not_reversible(vm, sequence);
    }
    let at = vm.len(sequence)?;
    let object = Some(vm.incref(sequence));
    let iter = Iter::Reversed {
        object,
        at,
        is_list: false,
    };
    made(vm, args, Kind::Reversed, iter)
}

fn not_reversible(vm: &mut Vm, object: Ref) -> R {
    let text = format!("'{}' object is not reversible", vm.tp_name(object));
    Err(vm.type_error(text))
}

pub(super) const ENUMERATE: &[(&str, NativeFn)] = &[
    ("__new__", new_enumerate),
    ("__next__", next),
    ("__iter__", itself),
];

pub(super) const ZIP: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let strict = strict(vm, args, "zip", 10)?;
        let iters = iters(vm, &args.pos[1..])?;
        made(vm, args, Kind::Zip, Iter::Zip { iters, strict })
    }),
    ("__next__", next),
    ("__iter__", itself),
];

pub(super) const MAP: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let strict = strict(vm, args, "map", 14)?;
        if args.pos.len() < 3 {
            return Err(vm.type_error("map() must have at least two arguments."));
        }
        let iters = iters(vm, &args.pos[2..])?;
        let func = vm.incref(args.pos[1]);
        let iter = Iter::Map {
            func,
            iters,
            strict,
        };
        made(vm, args, Kind::Map, iter)
    }),
    ("__next__", next),
    ("__iter__", itself),
];

pub(super) const FILTER: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        no_keywords(vm, args, "filter")?;
        check_positional(vm, "filter", args.pos.len() - 1, 2, 2)?;
        let iter = vm.iter(args.pos[2])?;
        let func = (args.pos[1] != vm.one.none).then(|| vm.incref(args.pos[1]));
        made(vm, args, Kind::Filter, Iter::Filter { func, iter })
    }),
    ("__next__", next),
    ("__iter__", itself),
];

pub(super) const REVERSED: &[(&str, NativeFn)] = &[
    ("__new__", new_reversed),
    ("__next__", next),
    ("__iter__", itself),
    ("__length_hint__", left),
];
