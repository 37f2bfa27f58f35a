//! Types with arguments: `list[int]` (PEP 585, from 3.9) and `int | str` (PEP 604, from 3.10).

mod alias;
mod parameters;
mod text;
mod union;

use objects::Ref;

use crate::builtins::Attribute;
use crate::objects::{Body, Extension, Generic, Kind, NativeFn};
use crate::vm::Vm;

pub(crate) use alias::{getattr, make as generic_alias};
pub(crate) use union::{isinstance_args, or as union_or};

/// The built-in types that take arguments in brackets, and since when.
const SUBSCRIPTED: &[(Kind, u8)] = &[
    (Kind::List, 9),
    (Kind::Dict, 9),
    (Kind::Tuple, 9),
    (Kind::Set, 9),
    (Kind::FrozenSet, 9),
    (Kind::Enumerate, 9),
    (Kind::AsyncGenerator, 9),
    (Kind::MappingProxy, 9),
    (Kind::WeakRef, 9),
    (Kind::Partial, 9),
    (Kind::Deque, 9),
    (Kind::DefaultDict, 9),
    (Kind::Chain, 9),
    (Kind::Generator, 13),
    (Kind::Coroutine, 13),
    (Kind::StaticMethod, 14),
    (Kind::ClassMethod, 14),
    (Kind::Slice, 15),
];

/// What a type has for the sake of annotations, beside its other methods.
pub(crate) fn of_type(vm: &Vm, kind: Kind) -> Vec<(&'static str, NativeFn)> {
    let mut methods: Vec<(&'static str, NativeFn)> = Vec::new();
    if SUBSCRIPTED
        .iter()
        .any(|&(held, minor)| held == kind && vm.since(minor))
    {
        methods.push(("__class_getitem__", alias::CLASS_GETITEM));
    }
    if kind == Kind::TypingUnion {
        methods.push(("__class_getitem__", union::CLASS_GETITEM));
    }
    if matches!(kind, Kind::Type | Kind::GenericAlias) && vm.since(10) {
        methods.extend_from_slice(union::OPERATORS);
    }
    if kind == Kind::TypeAliasType {
        methods.extend_from_slice(union::OPERATORS);
    }
    if kind == Kind::GenericAlias && vm.since(11) {
        methods.extend_from_slice(alias::STARRED);
    }
    if kind == Kind::UnionType && !vm.since(12) {
        methods.extend_from_slice(union::CHECKS);
    }
    methods
}

/// The methods of the types of this module.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::GenericAlias => alias::METHODS,
        Kind::GenericAliasIterator => alias::ITERATOR,
        Kind::UnionType => union::METHODS,
        Kind::TypingUnion => union::TYPING,
        _ => &[],
    }
}

/// Their computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::GenericAlias => alias::ATTRIBUTES,
        Kind::UnionType => union::ATTRIBUTES,
        Kind::TypingUnion => union::TYPING_ATTRIBUTES,
        _ => &[],
    }
}

/// Whether the type has the attribute in this release.
pub(crate) fn is_there(minor: u8, kind: Kind, name: &str) -> bool {
    let starred = matches!(name, "__unpacked__" | "__typing_unpacked_tuple_args__");
    minor >= 11 || kind != Kind::GenericAlias || !starred
}

/// Whether it is a generic alias or a union: such an object is no sequence, though it has `__getitem__`.
pub(crate) fn is_generic(vm: &Vm, object: Ref) -> bool {
    generic(vm, object).is_some()
}

/// Whether a program can't call the class to make an instance.
pub(crate) fn is_made_by_operator(vm: &Vm, class: Ref) -> bool {
    [
        Kind::UnionType,
        Kind::TypingUnion,
        Kind::GenericAliasIterator,
    ]
    .into_iter()
    .any(|kind| vm.kind(kind) == class)
}

fn generic(vm: &Vm, object: Ref) -> Option<&Generic> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Generic(generic) => Some(generic),
            _ => None,
        },
        _ => None,
    }
}

fn generic_mut(vm: &mut Vm, object: Ref) -> Option<&mut Generic> {
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Generic(generic) => Some(generic),
            _ => None,
        },
        _ => None,
    }
}

fn body(generic: Generic) -> Body {
    Body::Extension(Box::new(Extension::Generic(generic)))
}
