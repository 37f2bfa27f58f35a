//! `TypeAliasType`: what a `type` statement makes.

use objects::Ref;

use super::{body, by_name, caller, evaluator, known, typing, unpacked};
use crate::builtins::{Attribute, Signature, arity, bad_argument, readonly, rest, unpack};
use crate::objects::{Body, Kind, Lazy, NativeFn, TypeAlias, Typing};
use crate::vm::{Args, R, Vm};

fn alias(vm: &Vm, object: Ref) -> Option<TypeAlias> {
    match typing(vm, object) {
        Some(Typing::Alias(alias)) => Some((**alias).clone()),
        _ => None,
    }
}

/// `typealias_alloc`; the value's references are taken over.
pub(super) fn make(
    vm: &mut Vm,
    names: (Ref, Option<Ref>),
    type_params: Option<Ref>,
    value: Lazy,
    module: Option<Ref>,
) -> Ref {
    let (name, qualname) = names;
    let qualname = qualname.filter(|_| vm.since(15));
    let type_params = type_params.filter(|&params| match vm.body(params) {
        Body::None => false,
        Body::Tuple(tuple) => !tuple.items().is_empty(),
        _ => true,
    });
    for held in [Some(name), qualname, type_params, module]
        .into_iter()
        .flatten()
    {
        vm.incref(held);
    }
    vm.alloc(body(Typing::Alias(Box::new(TypeAlias {
        name,
        qualname,
        type_params,
        value,
        module,
    }))))
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let signature = Signature {
        name: "typealias",
        params: match vm.since(15) {
            true => &["name", "value", "type_params", "qualname"],
            false => &["name", "value", "type_params"],
        },
        unnamed: 0,
        required: 2,
        by_place: 2,
    };
    let [name, value, params, qualname] = unpack::<4>(vm, &rest(args), &signature)?;
    let (Some(name), Some(value)) = (name, value) else {
        return Ok(vm.none());
    };
    if !matches!(vm.body(name), Body::Str(_)) {
        return Err(bad_argument(
            vm,
            "typealias",
            "argument 'name'",
            "str",
            name,
        ));
    }
    if params.is_some_and(|params| !matches!(vm.body(params), Body::Tuple(_))) {
        return Err(vm.type_error("type_params must be a tuple"));
    }
    let none = vm.one.none;
    let qualname = qualname.filter(|&given| given != none).unwrap_or(name);
    if !matches!(vm.body(qualname), Body::Str(_)) {
        return Err(vm.type_error("qualname must be a string"));
    }
    let module = caller(vm);
    let module = vm.own(module);
    vm.incref(value);
    let value = Lazy {
        value: Some(value),
        evaluate: None,
    };
    Ok(make(
        vm,
        (name, Some(qualname)),
        params,
        value,
        Some(module),
    ))
}

fn value(vm: &mut Vm, object: Ref) -> R {
    let lazy = alias(vm, object).map_or(Lazy::default(), |this| this.value);
    let found = known(vm, object, lazy, |held| match held {
        Typing::Alias(alias) => Some(&mut alias.value),
        _ => None,
    })?;
    Ok(found.unwrap_or_else(|| vm.none()))
}

fn type_params(vm: &mut Vm, object: Ref) -> R {
    match alias(vm, object).and_then(|this| this.type_params) {
        Some(params) => Ok(vm.incref(params)),
        None => Ok(vm.tuple(Vec::new())),
    }
}

fn module(vm: &mut Vm, object: Ref) -> R {
    let Some(this) = alias(vm, object) else {
        return Ok(vm.none());
    };
    let of_function = match this.value.evaluate.map(|evaluate| vm.body(evaluate)) {
        Some(Body::Function(function)) => function.module,
        _ => None,
    };
    match this.module.or(of_function) {
        Some(module) => Ok(vm.incref(module)),
        None => Ok(vm.none()),
    }
}

fn set_module(vm: &mut Vm, object: Ref, new: Option<Ref>) -> R<()> {
    if !vm.since(15) {
        let text = "attribute '__module__' of 'typing.TypeAliasType' objects is not writable";
        return Err(vm.error("AttributeError", text));
    }
    if let Some(new) = new {
        vm.incref(new);
    }
    let old = match super::typing_mut(vm, object) {
        Some(Typing::Alias(alias)) => std::mem::replace(&mut alias.module, new),
        _ => new,
    };
    vm.xdecref(old);
    Ok(())
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__repr__", |vm, args| {
        let this = alias(vm, args.pos[0]);
        by_name(vm, this.map(|this| this.qualname.unwrap_or(this.name)))
    }),
    ("__reduce__", |vm, args| {
        let this = alias(vm, args.pos[0]);
        by_name(vm, this.map(|this| this.qualname.unwrap_or(this.name)))
    }),
    ("__getitem__", |vm, args| {
        arity(vm, args, "__getitem__", 1, 1, 1)?;
        if alias(vm, args.pos[0]).is_none_or(|this| this.type_params.is_none()) {
            return Err(vm.type_error("Only generic type aliases are subscriptable"));
        }
        Ok(crate::modules::generic::generic_alias(
            vm,
            args.pos[0],
            args.pos[1],
        ))
    }),
    // `*Alias` in a type's arguments.
    ("__iter__", |vm, args| {
        let module = vm.module("typing")?;
        let unpack = vm.getattr_str(module, "Unpack")?;
        let unpack = vm.own(unpack);
        let this = args.pos[0];
        let one = vm.guard_native(|vm| vm.getitem(unpack, this))?;
        let all = vm.tuple(vec![one]);
        let all = vm.own(all);
        vm.iter(all)
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| {
            let name = alias(vm, object).map(|this| this.name);
            by_name(vm, name)
        },
        Some(readonly),
    ),
    (
        "__qualname__",
        |vm, object| {
            let name = alias(vm, object).and_then(|this| this.qualname);
            by_name(vm, name)
        },
        Some(readonly),
    ),
    (
        "__parameters__",
        |vm, object| {
            let params = type_params(vm, object)?;
            let params = vm.own(params);
            match vm.is_kind(params, Kind::Tuple) {
                true => unpacked(vm, params),
                false => Ok(vm.incref(params)),
            }
        },
        None,
    ),
    ("__type_params__", type_params, None),
    ("__value__", value, None),
    ("__module__", module, Some(set_module)),
    (
        "evaluate_value",
        |vm, object| {
            let lazy = alias(vm, object).map_or(Lazy::default(), |this| this.value);
            evaluator(vm, lazy)
        },
        None,
    ),
];
