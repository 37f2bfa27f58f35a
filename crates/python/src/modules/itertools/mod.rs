//! The module `itertools`.

mod choose;
mod group;
mod make;
mod next;
mod tee;
mod text;

use objects::Ref;

use crate::objects::{Body, Extension, Itertool, Kind, NativeFn};
use crate::vm::Vm;

pub(crate) use next::next;

/// The types, and the release each came with.
const KINDS: &[(Kind, u8)] = &[
    (Kind::Accumulate, 8),
    (Kind::Batched, 12),
    (Kind::Chain, 8),
    (Kind::Combinations, 8),
    (Kind::CombinationsWithReplacement, 8),
    (Kind::Compress, 8),
    (Kind::Count, 8),
    (Kind::Cycle, 8),
    (Kind::DropWhile, 8),
    (Kind::FilterFalse, 8),
    (Kind::GroupBy, 8),
    (Kind::Grouper, 8),
    (Kind::ISlice, 8),
    (Kind::Pairwise, 10),
    (Kind::Permutations, 8),
    (Kind::Product, 8),
    (Kind::Repeat, 8),
    (Kind::StarMap, 8),
    (Kind::TakeWhile, 8),
    (Kind::Tee, 8),
    (Kind::TeeData, 8),
    (Kind::ZipLongest, 8),
];

pub(super) fn module(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("itertools");
    for &(kind, since) in KINDS {
        if vm.since(since) {
            let class = vm.kind(kind);
            vm.dict_set_str(dict, kind.name(), class);
        }
    }
    vm.define(dict, "tee", tee::tee);
    module
}

/// The methods of its types.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Accumulate => make::ACCUMULATE,
        Kind::Batched => make::BATCHED,
        Kind::Chain => make::CHAIN,
        Kind::Combinations => choose::COMBINATIONS,
        Kind::CombinationsWithReplacement => choose::WITH_REPLACEMENT,
        Kind::Compress => make::COMPRESS,
        Kind::Count => make::COUNT,
        Kind::Cycle => make::CYCLE,
        Kind::DropWhile => make::DROPWHILE,
        Kind::FilterFalse => make::FILTERFALSE,
        Kind::GroupBy => group::GROUPBY,
        Kind::Grouper => group::GROUPER,
        Kind::ISlice => make::ISLICE,
        Kind::Pairwise => make::PAIRWISE,
        Kind::Permutations => choose::PERMUTATIONS,
        Kind::Product => choose::PRODUCT,
        Kind::Repeat => make::REPEAT,
        Kind::StarMap => make::STARMAP,
        Kind::TakeWhile => make::TAKEWHILE,
        Kind::Tee => tee::TEE,
        Kind::TeeData => tee::DATA,
        Kind::ZipLongest => make::ZIP_LONGEST,
        _ => &[],
    }
}

/// What an iterator holds, to be looked at.
fn tool(vm: &Vm, object: Ref) -> Option<&Itertool> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Itertool(tool) => Some(tool),
            _ => None,
        },
        _ => None,
    }
}

/// What it holds, to be changed; nothing if it died meanwhile.
fn tool_mut(vm: &mut Vm, object: Ref) -> Option<&mut Itertool> {
    if !vm.heap.is_alive(object) {
        return None;
    }
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Itertool(tool) => Some(tool),
            _ => None,
        },
        _ => None,
    }
}

fn body(tool: Itertool) -> Body {
    Body::Extension(Box::new(Extension::Itertool(Box::new(tool))))
}

/// A tuple of results that nobody else has is used again (`lz->result`), otherwise there is a new one.
/// It takes over the items; the tuple is a new reference, and `held` stays the iterator's.
fn result_tuple(vm: &mut Vm, held: Option<Ref>, items: Vec<Ref>) -> Ref {
    let free = held.filter(|&held| vm.heap.refcnt(held) == 1);
    let Some(tuple) = free else {
        return vm.tuple(items);
    };
    vm.incref(tuple);
    let old = match vm.body_mut(tuple) {
        Body::Tuple(tuple) => std::mem::replace(tuple, objects::types::Tuple::new(items)),
        _ => return tuple,
    };
    for item in old.into_items() {
        vm.decref(item);
    }
    if !vm.gc.is_tracked(tuple) {
        gc::retrack(vm, tuple);
    }
    tuple
}
