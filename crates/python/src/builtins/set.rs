//! `set` and `frozenset`.

use objects::Ref;

use super::arity;
use crate::code::Binary;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

pub(crate) const SET: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        Ok(vm.instance(class, Body::Set(Box::default())))
    }),
    ("__init__", |vm, args| {
        if let Some(&items) = args.pos.get(1) {
            vm.set_update(args.pos[0], items)?;
        }
        Ok(vm.none())
    }),
    ("add", |vm, args| {
        arity(vm, args, "set.add", 1, 1, 1)?;
        vm.set_add(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    ("discard", |vm, args| {
        vm.set_discard(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    ("remove", |vm, args| {
        if !vm.set_discard(args.pos[0], args.pos[1])? {
            return Err(vm.key_error(args.pos[1]));
        }
        Ok(vm.none())
    }),
    ("pop", |vm, args| {
        let taken = match vm.body_mut(args.pos[0]) {
            Body::Set(set) => set.pop(),
            _ => None,
        };
        match taken {
            Some(item) => Ok(item),
            None => {
                let text = vm.str("pop from an empty set");
                let text = vm.own(text);
                Err(vm.key_error(text))
            }
        }
    }),
    ("clear", |vm, args| {
        let gone = match vm.body_mut(args.pos[0]) {
            Body::Set(set) => set.clear(),
            _ => Vec::new(),
        };
        vm.resized(args.pos[0]);
        for item in gone {
            vm.decref(item);
        }
        Ok(vm.none())
    }),
    ("update", |vm, args| {
        for &items in &args.pos[1..] {
            vm.set_update(args.pos[0], items)?;
        }
        Ok(vm.none())
    }),
    ("copy", |vm, args| vm.set_from(args.pos[0])),
    ("union", |vm, args| combine(vm, args, Binary::Or)),
    ("intersection", |vm, args| combine(vm, args, Binary::And)),
    ("difference", |vm, args| combine(vm, args, Binary::Sub)),
    ("symmetric_difference", |vm, args| {
        combine(vm, args, Binary::Xor)
    }),
    ("issubset", |vm, args| {
        relate(vm, args, crate::code::Compare::Le)
    }),
    ("issuperset", |vm, args| {
        relate(vm, args, crate::code::Compare::Ge)
    }),
];

pub(crate) const FROZENSET: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let set = match args.pos.get(1) {
            Some(&items) => {
                if class == vm.kind(Kind::FrozenSet) && vm.type_of(items) == class {
                    return Ok(vm.incref(items));
                }
                vm.set_from(items)?
            }
            None => vm.set(),
        };
        let set = vm.own(set);
        let Body::Set(table) = vm.body(set) else {
            return Ok(vm.none());
        };
        let table = table.clone();
        let keys: Vec<Ref> = table.iter().copied().collect();
        vm.increfs(&keys);
        Ok(vm.instance(class, Body::FrozenSet(table)))
    }),
    ("union", |vm, args| combine(vm, args, Binary::Or)),
    ("intersection", |vm, args| combine(vm, args, Binary::And)),
    ("difference", |vm, args| combine(vm, args, Binary::Sub)),
    ("issubset", |vm, args| {
        relate(vm, args, crate::code::Compare::Le)
    }),
    ("issuperset", |vm, args| {
        relate(vm, args, crate::code::Compare::Ge)
    }),
];

fn as_set(vm: &mut Vm, items: Ref) -> R {
    if let Body::Set(_) | Body::FrozenSet(_) = vm.body(items) {
        return Ok(items);
    }
    let set = vm.set_from(items)?;
    Ok(vm.own(set))
}

fn combine(vm: &mut Vm, args: &Args<'_>, op: Binary) -> R {
    let mut result = vm.incref(args.pos[0]);
    for &items in &args.pos[1..] {
        let held = vm.own(result);
        let other = as_set(vm, items)?;
        result = vm.set_op(op, held, other)?;
    }
    if args.pos.len() == 1 {
        let held = vm.own(result);
        return vm.set_from(held);
    }
    Ok(result)
}

fn relate(vm: &mut Vm, args: &Args<'_>, op: crate::code::Compare) -> R {
    let other = as_set(vm, args.pos[1])?;
    vm.compare(op, args.pos[0], other)
}
