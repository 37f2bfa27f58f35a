//! The module `builtins`.

use objects::Ref;

use crate::objects::{Body, Kind};
use crate::vm::Vm;

/// The types that have a name there.
const NAMED: &[Kind] = &[
    Kind::Object,
    Kind::Type,
    Kind::Int,
    Kind::Bool,
    Kind::Float,
    Kind::Complex,
    Kind::Str,
    Kind::Bytes,
    Kind::ByteArray,
    Kind::Tuple,
    Kind::List,
    Kind::Dict,
    Kind::Set,
    Kind::FrozenSet,
    Kind::Range,
    Kind::Slice,
    Kind::Property,
    Kind::StaticMethod,
    Kind::ClassMethod,
    Kind::Super,
    Kind::Enumerate,
    Kind::Zip,
    Kind::Map,
    Kind::Filter,
    Kind::Reversed,
];

pub(super) fn boot(vm: &mut Vm) {
    let (module, dict) = vm.new_module("builtins");
    vm.builtins = dict;
    for &(name, func) in crate::builtins::FUNCTIONS
        .iter()
        .chain(crate::builtins::EVALUATE)
    {
        vm.define(dict, name, func);
    }
    if vm.since(10) {
        for &(name, func) in crate::builtins::SINCE_10 {
            vm.define(dict, name, func);
        }
    }
    for &kind in NAMED {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
    let exceptions: Vec<(&'static str, Ref)> = vm
        .exceptions
        .iter()
        .map(|(&name, &class)| (name, class))
        .collect();
    for (name, class) in exceptions {
        vm.dict_set_str(dict, name, class);
    }
    for (name, value) in [
        ("Ellipsis", vm.one.ellipsis),
        ("NotImplemented", vm.one.not_implemented),
        ("__debug__", vm.one.yes),
        ("True", vm.one.yes),
        ("False", vm.one.no),
        ("None", vm.one.none),
        ("EnvironmentError", vm.exceptions["OSError"]),
        ("IOError", vm.exceptions["OSError"]),
    ] {
        vm.dict_set_str(dict, name, value);
    }
    let _ = Body::Plain;
    vm.dict_set_str(vm.modules, "builtins", module);
    vm.decref(module);
}
