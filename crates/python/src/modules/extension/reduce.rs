//! How objects are taken apart for copies and pickles: `__reduce_ex__` and its kin.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::{Body, InstanceDict, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

/// Calls a function of the library's `copyreg`.
fn copyreg(vm: &mut Vm, name: &str, args: &[Ref]) -> R {
    let module = vm.module("copyreg")?;
    let func = vm.getattr_str(module, name)?;
    let func = vm.own(func);
    vm.call_args(func, &Args::pos(args))
}

/// The methods of `object`.
pub(super) const OBJECT: &[(&str, NativeFn)] = &[
    ("__reduce_ex__", |vm, args| {
        arity(vm, args, "__reduce_ex__", 1, 1, 1)?;
        let (this, protocol) = (args.pos[0], args.pos[1]);
        let class = vm.type_of(this);
        // `__reduce__` goes first, if a class has its own.
        let own = vm.type_lookup_str(class, "__reduce__");
        let object = vm.kind(crate::objects::Kind::Object);
        let default = vm.type_lookup_str(object, "__reduce__");
        if own != default {
            return vm.call_method(this, "__reduce__", &[]);
        }
        copyreg(vm, "_object_reduce", &[this, protocol])
    }),
    ("__reduce__", |vm, args| {
        arity(vm, args, "__reduce__", 0, 0, 1)?;
        let zero = vm.int_i64(0);
        let zero = vm.own(zero);
        copyreg(vm, "_object_reduce", &[args.pos[0], zero])
    }),
];

/// From 3.11 `object` has this one as well.
pub(super) fn getstate(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__getstate__", 0, 0, 1)?;
    copyreg(vm, "_default_getstate", &[args.pos[0]])
}

/// Refuses an object of a type that keeps in it what no state has: nothing but `object`'s own is left to be made again.
pub(super) fn refuse_fields(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "refuse_fields", 1, 1, 0)?;
    let class = vm.type_of(args.pos[0]);
    let plain = match vm.body(class) {
        Body::Type(class) => matches!(class.native, Kind::Object | Kind::SimpleNamespace),
        _ => true,
    };
    if plain {
        return Ok(vm.none());
    }
    let text = format!("cannot pickle '{}' object", vm.tp_name(args.pos[0]));
    Err(vm.type_error(text))
}

/// `__dict__` if the object has one with anything in it, or `None`; owned.
fn state(vm: &mut Vm, this: Ref) -> Ref {
    let has_any = match &vm.get(this).attrs {
        Some(attrs) => !matches!(attrs.dict, InstanceDict::None),
        None => false,
    };
    if !has_any {
        return vm.none();
    }
    let dict = vm.instance_dict(this);
    vm.incref(dict)
}

/// Of sets: the class, its items, its state.
pub(super) const SET: &[(&str, NativeFn)] = &[("__reduce__", |vm, args| {
    let this = args.pos[0];
    let items = vm.set_items(this);
    let items = vm.increfs(&items);
    let items = vm.list(items);
    let first = vm.tuple(vec![items]);
    let state = state(vm, this);
    let class = vm.type_of(this);
    vm.incref(class);
    Ok(vm.tuple(vec![class, first, state]))
})];

pub(super) const RANGE: &[(&str, NativeFn)] = &[("__reduce__", |vm, args| {
    let parts = match vm.body(args.pos[0]) {
        Body::Range(range) => vec![range.start, range.stop, range.step],
        Body::Slice(parts) => parts.to_vec(),
        _ => Vec::new(),
    };
    let parts = vm.increfs(&parts);
    let parts = vm.tuple(parts);
    let class = vm.type_of(args.pos[0]);
    vm.incref(class);
    Ok(vm.tuple(vec![class, parts]))
})];

pub(super) const METHOD: &[(&str, NativeFn)] = &[("__reduce__", |vm, args| {
    let (func, this) = match vm.body(args.pos[0]) {
        Body::Method { func, this } => (*func, *this),
        _ => return Ok(vm.none()),
    };
    let name = vm.getattr_str(func, "__name__")?;
    let Some(getattr) = vm.dict_get_str(vm.builtins, "getattr") else {
        return Ok(name);
    };
    vm.increfs(&[getattr, this]);
    let parts = vm.tuple(vec![this, name]);
    Ok(vm.tuple(vec![getattr, parts]))
})];

pub(super) const BUILTIN: &[(&str, NativeFn)] = &[("__reduce__", |vm, args| {
    let (name, this) = match vm.body(args.pos[0]) {
        Body::Native(native) => (native.name, native.this),
        _ => return Ok(vm.none()),
    };
    let name = vm.str(name);
    let getattr = vm.dict_get_str(vm.builtins, "getattr");
    match (this, getattr) {
        (Some(this), Some(getattr)) => {
            vm.increfs(&[getattr, this]);
            let parts = vm.tuple(vec![this, name]);
            Ok(vm.tuple(vec![getattr, parts]))
        }
        _ => Ok(name),
    }
})];

/// Of a namespace: the class, nothing, its dict.
pub(super) const NAMESPACE: &[(&str, NativeFn)] = &[("__reduce__", |vm, args| {
    let class = vm.type_of(args.pos[0]);
    let dict = vm.instance_dict(args.pos[0]);
    vm.increfs(&[class, dict]);
    let empty = vm.tuple(Vec::new());
    Ok(vm.tuple(vec![class, empty, dict]))
})];
