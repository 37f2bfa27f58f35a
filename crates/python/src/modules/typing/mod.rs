//! `_typing`: type parameters and type aliases (`Objects/typevarobject.c`, from 3.12).

mod alias;
mod attribute;
mod intrinsic;
mod variable;

use objects::Ref;
use version::Version;

use crate::builtins::Attribute;
use crate::objects::{Body, Extension, Kind, Lazy, NativeFn, Typing};
use crate::vm::{Args, R, Vm};

/// `_typing`
pub(crate) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_typing");
    let mut kinds = vec![
        Kind::TypeVar,
        Kind::ParamSpec,
        Kind::TypeVarTuple,
        Kind::ParamSpecArgs,
        Kind::ParamSpecKwargs,
        Kind::TypeAliasType,
    ];
    if vm.since(13) {
        kinds.push(Kind::NoDefaultType);
        let value = vm.one.no_default;
        vm.dict_set_str(dict, "NoDefault", value);
    }
    for kind in kinds {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, kind.name(), class);
    }
    module
}

pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::TypeVar => variable::TYPE_VAR,
        Kind::ParamSpec => variable::PARAM_SPEC,
        Kind::TypeVarTuple => variable::TYPE_VAR_TUPLE,
        Kind::ParamSpecArgs => attribute::ARGS,
        Kind::ParamSpecKwargs => attribute::KWARGS,
        Kind::TypeAliasType => alias::METHODS,
        Kind::NoDefaultType => NO_DEFAULT,
        _ => &[],
    }
}

pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::TypeVar => variable::TYPE_VAR_ATTRIBUTES,
        Kind::ParamSpec => variable::PARAM_SPEC_ATTRIBUTES,
        Kind::TypeVarTuple => variable::TYPE_VAR_TUPLE_ATTRIBUTES,
        Kind::ParamSpecArgs | Kind::ParamSpecKwargs => attribute::ATTRIBUTES,
        Kind::TypeAliasType => alias::ATTRIBUTES,
        _ => &[],
    }
}

/// Since when there is a method or an attribute.
pub(crate) fn since(kind: Kind, name: &str) -> u8 {
    match (kind, name) {
        (_, "__default__" | "has_default") => 13,
        (Kind::TypeVar, "__typing_prepare_subst__") => 13,
        (_, "evaluate_bound" | "evaluate_constraints" | "evaluate_default" | "evaluate_value") => {
            14
        }
        (
            Kind::TypeVarTuple,
            "__bound__" | "__covariant__" | "__contravariant__" | "__infer_variance__",
        ) => 15,
        (Kind::TypeAliasType, "__qualname__") => 15,
        (Kind::TypeAliasType, "__iter__") => 14,
        _ => 12,
    }
}

const NO_DEFAULT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        if args.pos.len() > 1 || !args.kw.is_empty() {
            return Err(vm.type_error("NoDefaultType takes no arguments"));
        }
        let value = vm.one.no_default;
        Ok(vm.incref(value))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__repr__", |vm, _| Ok(vm.str("typing.NoDefault"))),
    ("__reduce__", |vm, _| Ok(vm.str("NoDefault"))),
];

fn typing(vm: &Vm, object: Ref) -> Option<&Typing> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Typing(held) => Some(held),
            _ => None,
        },
        _ => None,
    }
}

fn typing_mut(vm: &mut Vm, object: Ref) -> Option<&mut Typing> {
    match vm.body_mut(object) {
        Body::Extension(extension) => match &mut **extension {
            Extension::Typing(held) => Some(held),
            _ => None,
        },
        _ => None,
    }
}

/// What `tp_traverse` visits: also the class of a variable; before 3.13.10 and 3.14.1 it passes by the name.
pub(crate) fn referents(vm: &Vm, object: Ref, held: &Typing, found: &mut Vec<Ref>) {
    let name = match held {
        Typing::Variable(held) => {
            found.insert(0, vm.type_of(object));
            Some(held.name)
        }
        Typing::Alias(alias) => Some(alias.name),
        _ => None,
    };
    let visits_name = match vm.version.minor() {
        13 => Version::new(3, 13, 10),
        _ => Version::new(3, 14, 1),
    };
    let skips = name.is_some() && vm.version < visits_name;
    let mut first = true;
    held.references(&mut |one| {
        if !(skips && std::mem::take(&mut first)) {
            found.push(one);
        }
    });
}

pub(crate) fn body(held: Typing) -> Body {
    Body::Extension(Box::new(Extension::Typing(held)))
}

/// Whether it may stand beside a `|` as a class may.
pub(crate) fn is_alias(vm: &Vm, object: Ref) -> bool {
    matches!(typing(vm, object), Some(Typing::Alias(_)))
}

/// What a lazy value is; `keep` stores it where it was looked for. A new reference.
fn known(
    vm: &mut Vm,
    object: Ref,
    lazy: Lazy,
    keep: fn(&mut Typing) -> Option<&mut Lazy>,
) -> R<Option<Ref>> {
    if let Some(value) = lazy.value {
        return Ok(Some(vm.incref(value)));
    }
    let Some(evaluate) = lazy.evaluate else {
        return Ok(None);
    };
    vm.incref(evaluate);
    let evaluate = vm.own(evaluate);
    let value = vm.guard_native(|vm| vm.call_args(evaluate, &Args::pos(&[])))?;
    vm.incref(value);
    let old = match typing_mut(vm, object).and_then(keep) {
        Some(lazy) => lazy.value.replace(value),
        None => Some(value),
    };
    vm.xdecref(old);
    Ok(Some(value))
}

/// `evaluate_bound` and its kin: the function; of a value that was given as such there is none here.
fn evaluator(vm: &mut Vm, lazy: Lazy) -> R {
    match lazy {
        Lazy {
            evaluate: Some(evaluate),
            ..
        } => Ok(vm.incref(evaluate)),
        Lazy { value: Some(_), .. } => Err(vm.unsupported("the evaluator of a constant")),
        _ => Ok(vm.none()),
    }
}

/// The module of whoever calls; a new reference (`caller`).
fn caller(vm: &mut Vm) -> Ref {
    let Some(frame) = vm.thread.frames.last() else {
        return vm.none();
    };
    let (func, globals) = (frame.func, frame.globals);
    let module = match func.map(|func| vm.body(func)) {
        Some(Body::Function(function)) => function.module,
        _ => vm.dict_get_str(globals, "__name__"),
    };
    match module {
        Some(module) => vm.incref(module),
        None => vm.none(),
    }
}

/// Calls what only `typing` itself knows.
fn call_typing(vm: &mut Vm, name: &str, args: &[Ref]) -> R {
    let module = vm.module("typing")?;
    let function = vm.getattr_str(module, name)?;
    let function = vm.own(function);
    vm.guard_native(|vm| vm.call_args(function, &Args::pos(args)))
}

/// `type_check`: what may stand as a type. A new reference.
fn type_check(vm: &mut Vm, arg: Ref, message: &str) -> R {
    if arg == vm.one.none {
        let class = vm.kind(Kind::NoneType);
        return Ok(vm.incref(class));
    }
    let message = vm.str(message);
    let message = vm.own(message);
    call_typing(vm, "_type_check", &[arg, message])
}

/// A tuple's items, each `TypeVarTuple` unpacked: `unpack_typevartuples`. A new tuple, or the same.
fn unpacked(vm: &mut Vm, params: Ref) -> R {
    let items = vm.items(params).to_vec();
    let class = vm.kind(Kind::TypeVarTuple);
    if !items.iter().any(|&item| vm.type_of(item) == class) {
        return Ok(vm.incref(params));
    }
    let mut new = Vec::with_capacity(items.len());
    for item in items {
        match vm.type_of(item) == class {
            true => {
                let one = variable::unpack(vm, item)?;
                new.push(vm.own(one));
            }
            false => new.push(item),
        }
    }
    let new = vm.increfs(&new);
    Ok(vm.tuple(new))
}

/// `left | right`, which `typing` makes of whatever may be a type.
const OR: NativeFn = |vm, args| {
    crate::builtins::operands(vm, args, 1, 1)?;
    call_typing(vm, "_make_union", &[args.pos[0], args.pos[1]])
};
const ROR: NativeFn = |vm, args| {
    crate::builtins::operands(vm, args, 1, 1)?;
    call_typing(vm, "_make_union", &[args.pos[1], args.pos[0]])
};

fn refuse_subclass(vm: &mut Vm, this: Ref) -> R {
    let name = vm.tp_name(this);
    let name = name.rsplit('.').next().unwrap_or_default().to_owned();
    Err(vm.type_error(format!("Cannot subclass an instance of {name}")))
}

/// A text, which `pickle` looks up as a global name.
fn by_name(vm: &mut Vm, name: Option<Ref>) -> R {
    match name {
        Some(name) => Ok(vm.incref(name)),
        None => Ok(vm.none()),
    }
}
