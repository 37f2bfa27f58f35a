//! The type `object`.

use objects::Ref;

use super::{Attribute, arity};
use crate::objects::{Body, InstanceDict, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

/// The descriptor that all classes share is asked about anything.
fn without(vm: &mut Vm, name: &str) -> Exc {
    vm.error("AttributeError", format!("This object has no {name}"))
}

pub(crate) fn get_instance_dict(vm: &mut Vm, object: Ref) -> R {
    if !vm.has_dict(object) {
        return Err(without(vm, "__dict__"));
    }
    let dict = vm.instance_dict(object);
    Ok(vm.incref(dict))
}

pub(crate) fn set_instance_dict(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    if !vm.has_dict(object) {
        return Err(without(vm, "__dict__"));
    }
    let new = match value {
        Some(value) if matches!(vm.body(value), Body::Dict(_)) => {
            InstanceDict::Made(vm.incref(value))
        }
        Some(value) => {
            let text = format!(
                "__dict__ must be set to a dictionary, not a '{}'",
                vm.tp_name(value)
            );
            return Err(vm.type_error(text));
        }
        None => InstanceDict::None,
    };
    let attrs = vm.get_mut(object).attrs_mut();
    attrs.split = None;
    let old = std::mem::replace(&mut attrs.dict, new);
    match old {
        InstanceDict::None => {}
        InstanceDict::Made(dict) => vm.decref(dict),
        InstanceDict::Inline(mut values) => {
            for (key, value) in values.clear() {
                vm.decref(key);
                vm.decref(value);
            }
        }
    }
    Ok(())
}

pub(crate) fn get_weakref(vm: &mut Vm, object: Ref) -> R {
    if !vm.get(object).weakly {
        return Err(without(vm, "__weakref__"));
    }
    let first = weakref::getweakrefs(&vm.heap, object).first().copied();
    let first = first.unwrap_or(vm.one.none);
    Ok(vm.incref(first))
}

/// `object.__dir__`: the names of the instance, of its class, and of each base in turn.
fn names(vm: &mut Vm, object: Ref) -> Ref {
    let mut seen = std::collections::HashSet::new();
    let mut found = Vec::new();
    let mut take = |vm: &Vm, dict: Ref, found: &mut Vec<Ref>| {
        for (name, _) in vm.dict_pairs(dict) {
            if seen.insert(vm.text(name).to_owned()) {
                found.push(name);
            }
        }
    };
    if vm.has_dict(object) {
        let dict = vm.instance_dict(object);
        take(vm, dict, &mut found);
    }
    let mut classes = vec![vm.type_of(object)];
    while let Some(class) = classes.pop() {
        if let Body::Type(value) = vm.body(class) {
            take(vm, value.dict, &mut found);
            classes.extend(vm.items(value.bases).iter().rev());
        }
    }
    let found = vm.increfs(&found);
    vm.list(found)
}

/// Its methods.
pub(super) const OBJECT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| vm.object_new(args)),
    ("__init__", |vm, args| vm.object_init(args)),
    ("__init_subclass__", |vm, args| {
        if !args.kw.is_empty() {
            let name = vm.class_tp_name(args.pos[0]);
            return Err(vm.type_error(format!(
                "{name}.__init_subclass__() takes no keyword arguments"
            )));
        }
        Ok(vm.none())
    }),
    ("__subclasshook__", |vm, _| {
        Ok(vm.incref(vm.one.not_implemented))
    }),
    ("__dir__", |vm, args| {
        arity(vm, args, "object.__dir__", 0, 0, 1)?;
        Ok(names(vm, args.pos[0]))
    }),
    ("__getattribute__", |vm, args| {
        vm.generic_getattr(args.pos[0], args.pos[1])
    }),
    ("__setattr__", |vm, args| {
        vm.generic_setattr(args.pos[0], args.pos[1], Some(args.pos[2]))?;
        Ok(vm.none())
    }),
    ("__delattr__", |vm, args| {
        vm.generic_setattr(args.pos[0], args.pos[1], None)?;
        Ok(vm.none())
    }),
    ("__repr__", |vm, args| {
        let text = vm.native_repr(args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("__str__", |vm, args| {
        let text = vm.object_str(args.pos[0])?;
        Ok(vm.str(text))
    }),
    ("__format__", |vm, args| {
        vm.format_value(args.pos[0], 0, args.pos.get(1).copied())
    }),
    ("__hash__", |vm, args| {
        let hash = objects::types::hash::hash_pointer(vm.id_of(args.pos[0]));
        Ok(vm.int_i64(hash))
    }),
    ("__eq__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Eq)
    }),
    ("__ne__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Ne)
    }),
    ("__lt__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Lt)
    }),
    ("__le__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Le)
    }),
    ("__gt__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Gt)
    }),
    ("__ge__", |vm, args| {
        native_comparison(vm, args, crate::code::Compare::Ge)
    }),
    ("__sizeof__", |vm, args| {
        let size = crate::modules::sizeof(vm, args.pos[0]);
        let head = crate::modules::preheader(vm, args.pos[0]);
        Ok(vm.int_usize(size - head))
    }),
];

fn native_comparison(vm: &mut Vm, args: &Args<'_>, op: crate::code::Compare) -> R {
    match vm.native_compare(op, args.pos[0], args.pos[1])? {
        Some(answer) => Ok(vm.bool(answer)),
        None if args.pos[0] == args.pos[1] && op == crate::code::Compare::Eq => Ok(vm.bool(true)),
        None => Ok(vm.incref(vm.one.not_implemented)),
    }
}

/// Its computed attributes.
pub(super) const OBJECT_ATTRIBUTES: &[Attribute] = &[(
    "__class__",
    |vm, object| {
        let class = vm.type_of(object);
        Ok(vm.incref(class))
    },
    Some(|vm, object, value| vm.set_class(object, value)),
)];
