//! The native parts of library modules: `_functools`, `_collections`.

mod cache;
mod deque;
mod dicts;
mod getter;
mod partial;
mod reduce;
mod types;

use objects::Ref;

use crate::builtins::Attribute;
use crate::objects::{Kind, NativeFn};
use crate::vm::Vm;

/// The methods of a type.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Partial => partial::METHODS,
        Kind::Placeholder => partial::PLACEHOLDER,
        Kind::LruCacheWrapper => cache::METHODS,
        Kind::Deque => deque::METHODS,
        Kind::DequeIterator | Kind::DequeReverseIterator => deque::ITERATOR,
        Kind::DefaultDict => dicts::DEFAULT,
        Kind::OrderedDict => dicts::ORDERED,
        Kind::TupleGetter => getter::METHODS,
        Kind::Pickler => crate::modules::pickle::PICKLER,
        Kind::Unpickler => crate::modules::pickle::UNPICKLER,
        Kind::MappingProxy => types::MAPPING_PROXY,
        Kind::Module => types::MODULE,
        Kind::Cell => types::CELL,
        Kind::FrameLocals => crate::modules::frame_locals::METHODS,
        Kind::WeakProxy | Kind::WeakCallableProxy => crate::modules::weak_proxy::METHODS,
        Kind::GenericAlias | Kind::GenericAliasIterator | Kind::UnionType | Kind::TypingUnion => {
            super::generic::methods(kind)
        }
        Kind::Array | Kind::ArrayIterator => super::array::methods(kind),
        Kind::Template | Kind::Interpolation | Kind::TemplateIter => super::template::methods(kind),
        kind if kind.is_typing() => super::typing::methods(kind),
        kind => match super::itertools::methods(kind) {
            [] => crate::modules::thread::methods(kind),
            methods => methods,
        },
    }
}

/// What makes an instance where a program calls the type itself, and what takes one apart: beside the other methods.
pub(crate) fn constructors(vm: &Vm, kind: Kind) -> Vec<(&'static str, NativeFn)> {
    let mut methods = match kind {
        Kind::Object => reduce::OBJECT.to_vec(),
        Kind::Set | Kind::FrozenSet => reduce::SET.to_vec(),
        Kind::Range | Kind::Slice => reduce::RANGE.to_vec(),
        Kind::BuiltinFunction => reduce::BUILTIN.to_vec(),
        Kind::SimpleNamespace => reduce::NAMESPACE.to_vec(),
        Kind::Function => types::FUNCTION.to_vec(),
        Kind::Method => [types::METHOD, reduce::METHOD].concat(),
        _ => Vec::new(),
    };
    if kind == Kind::Object && vm.since(11) {
        methods.push(("__getstate__", reduce::getstate));
    }
    methods.extend(super::generic::of_type(vm, kind));
    methods
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::Partial => partial::ATTRIBUTES,
        Kind::LruCacheWrapper => cache::ATTRIBUTES,
        Kind::Deque => deque::ATTRIBUTES,
        Kind::DefaultDict => dicts::DEFAULT_ATTRIBUTES,
        Kind::OrderedDict => dicts::ORDERED_ATTRIBUTES,
        Kind::TupleGetter => getter::ATTRIBUTES,
        Kind::GenericAlias | Kind::UnionType | Kind::TypingUnion => {
            super::generic::attributes(kind)
        }
        Kind::Pickler => crate::modules::pickle::PICKLER_ATTRIBUTES,
        Kind::Unpickler => crate::modules::pickle::UNPICKLER_ATTRIBUTES,
        Kind::Array => super::array::ATTRIBUTES,
        Kind::Template | Kind::Interpolation => super::template::attributes(kind),
        kind if kind.is_typing() => super::typing::attributes(kind),
        kind => crate::modules::thread::attributes(kind),
    }
}

fn name_kinds(vm: &mut Vm, dict: Ref, kinds: &[Kind]) {
    for &kind in kinds {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
}

/// `_functools`
pub(crate) fn functools(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_functools");
    name_kinds(vm, dict, &[Kind::Partial, Kind::LruCacheWrapper]);
    vm.define(dict, "reduce", partial::reduce);
    if vm.since(14) {
        let placeholder = vm.alloc(crate::objects::Body::Extension(Box::new(
            crate::objects::Extension::Placeholder,
        )));
        vm.dict_set_str(dict, "Placeholder", placeholder);
        vm.decref(placeholder);
    }
    module
}

/// `_types`: what `types` names and nothing else reaches.
pub(crate) fn types(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_types");
    name_kinds(vm, dict, &[Kind::SimpleNamespace]);
    vm.define(
        dict,
        "evaluate_annotations",
        crate::builtins::evaluate_annotations,
    );
    if vm.since(9) {
        name_kinds(vm, dict, &[Kind::GenericAlias]);
    }
    if vm.since(14) {
        super::template::name_types(vm, dict);
        name_kinds(vm, dict, &[Kind::TypingUnion]);
    } else if vm.since(10) {
        name_kinds(vm, dict, &[Kind::UnionType]);
    }
    vm.define(dict, "refuse_fields", reduce::refuse_fields);
    vm.define(dict, "is_heap", |vm, args| {
        let class = args.pos.first().map(|&class| vm.body(class));
        let is_heap = matches!(class, Some(crate::objects::Body::Type(class)) if class.is_heap);
        Ok(vm.bool(is_heap))
    });
    module
}

/// `_collections`
pub(crate) fn collections(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_collections");
    name_kinds(
        vm,
        dict,
        &[
            Kind::Deque,
            Kind::DefaultDict,
            Kind::OrderedDict,
            Kind::TupleGetter,
        ],
    );
    vm.define(dict, "_count_elements", dicts::count_elements);
    module
}
