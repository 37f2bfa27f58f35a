//! The built-in iterators: `enumerate`, `zip`, `map`, `filter`, `reversed`, and those of containers.

use objects::Ref;
use objects::types::Int;

use super::argument;
use crate::objects::{Body, Iter, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn next_method(vm: &mut Vm, args: &Args<'_>) -> R {
    match vm.next(args.pos[0])? {
        Some(value) => Ok(value),
        None => Err(vm.stop_iteration(None)),
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__next__", next_method),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
];

pub(super) const ENUMERATE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        make_iterator(vm, Kind::Enumerate, args)
    }),
    ("__next__", next_method),
];

pub(super) const ZIP: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| make_iterator(vm, Kind::Zip, args)),
    ("__next__", next_method),
];

pub(super) const MAP: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| make_iterator(vm, Kind::Map, args)),
    ("__next__", next_method),
];

pub(super) const FILTER: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| make_iterator(vm, Kind::Filter, args)),
    ("__next__", next_method),
];

pub(super) const REVERSED: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        make_iterator(vm, Kind::Reversed, args)
    }),
    ("__next__", next_method),
];

/// `enumerate`, `zip`, `map`, `filter`, `reversed`, `range`, `slice`.
pub(crate) fn make_iterator(vm: &mut Vm, kind: Kind, args: &Args<'_>) -> R {
    let pos = args.pos;
    let iter = match kind {
        Kind::Enumerate => {
            let start = argument(vm, args, 2, "start");
            let next = match start {
                Some(start) => Int::from(vm.index(start)?),
                None => Int::from(0),
            };
            let Some(&items) = pos.get(1) else {
                return Err(
                    vm.type_error("enumerate() missing required argument 'iterable' (pos 1)")
                );
            };
            Iter::Enumerate {
                iter: vm.iter(items)?,
                next,
            }
        }
        Kind::Zip => {
            let strict = match argument(vm, args, usize::MAX, "strict") {
                Some(strict) => vm.truth(strict)?,
                None => false,
            };
            Iter::Zip {
                iters: iters(vm, &pos[1..])?,
                strict,
            }
        }
        Kind::Map => {
            if pos.len() < 3 {
                return Err(vm.type_error("map() must have at least two arguments."));
            }
            let iters = iters(vm, &pos[2..])?;
            Iter::Map {
                func: vm.incref(pos[1]),
                iters,
            }
        }
        Kind::Filter => {
            let iter = vm.iter(pos[2])?;
            let func = (pos[1] != vm.one.none).then(|| vm.incref(pos[1]));
            Iter::Filter { func, iter }
        }
        _ => {
            if let Some(method) = vm.overridden(pos[1], "__reversed__") {
                return vm.call_unbound(method, pos[1], &[]);
            }
            if let Body::Dict(_) | Body::DictView { .. } = vm.body(pos[1]) {
                let mut items = vm.collect(pos[1])?;
                items.reverse();
                let list = vm.list(items);
                let list = vm.own(list);
                return vm.iter(list);
            }
            let at = vm.len(pos[1])?;
            let is_list = matches!(vm.body(pos[1]), Body::List(_));
            Iter::Reversed {
                object: Some(vm.incref(pos[1])),
                at,
                is_list,
            }
        }
    };
    Ok(vm.alloc(Body::Iter(Box::new(iter))))
}

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
