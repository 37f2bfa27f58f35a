//! `list` and `tuple`.

use super::arity;
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

pub(crate) const LIST: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        Ok(vm.instance(class, Body::List(Box::default())))
    }),
    ("__init__", |vm, args| {
        if args.pos.len() > 2 {
            let text = format!(
                "list expected at most 1 argument, got {}",
                args.pos.len() - 1
            );
            return Err(vm.type_error(text));
        }
        if let Some(&items) = args.pos.get(1) {
            let made = vm.list_of(items)?;
            let Body::List(list) = vm.body_mut(made) else {
                return Ok(vm.none());
            };
            let list = std::mem::take(&mut **list);
            vm.resized(made);
            let old = match vm.body_mut(args.pos[0]) {
                Body::List(held) => std::mem::replace(&mut **held, list),
                _ => list,
            };
            vm.resized(args.pos[0]);
            vm.decref(made);
            for &item in old.items() {
                vm.decref(item);
            }
        }
        Ok(vm.none())
    }),
    ("append", |vm, args| {
        arity(vm, args, "list.append", 1, 1, 1)?;
        let item = vm.incref(args.pos[1]);
        vm.list_append(args.pos[0], item);
        Ok(vm.none())
    }),
    ("extend", |vm, args| {
        arity(vm, args, "list.extend", 1, 1, 1)?;
        vm.list_extend(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
    ("insert", |vm, args| {
        arity(vm, args, "insert", 2, 2, 1)?;
        let len = vm.items(args.pos[0]).len() as i64;
        let mut at = vm.index(args.pos[1])?;
        if at < 0 {
            at = (at + len).max(0);
        }
        let item = vm.incref(args.pos[2]);
        let version = vm.version;
        if let Body::List(list) = vm.body_mut(args.pos[0]) {
            list.insert(version, at.min(len) as usize, item);
        }
        vm.resized(args.pos[0]);
        Ok(vm.none())
    }),
    ("pop", |vm, args| {
        arity(vm, args, "pop", 0, 1, 1)?;
        let len = vm.items(args.pos[0]).len() as i64;
        if len == 0 {
            return Err(vm.error("IndexError", "pop from empty list"));
        }
        let mut at = match args.pos.get(1) {
            Some(&at) => vm.index(at)?,
            None => -1,
        };
        if at < 0 {
            at += len;
        }
        let version = vm.version;
        let item = match vm.body_mut(args.pos[0]) {
            Body::List(list) if at >= 0 => list.pop(version, at as usize),
            _ => None,
        };
        vm.resized(args.pos[0]);
        match item {
            Some(item) => Ok(item),
            None => Err(vm.error("IndexError", "pop index out of range")),
        }
    }),
    ("remove", |vm, args| {
        arity(vm, args, "list.remove", 1, 1, 1)?;
        let mut at = 0;
        while let Some(&held) = vm.items(args.pos[0]).get(at) {
            vm.incref(held);
            let same = vm.equal(held, args.pos[1]);
            vm.decref(held);
            if same? {
                let version = vm.version;
                let gone = match vm.body_mut(args.pos[0]) {
                    Body::List(list) => list.delete_slice(version, at..at + 1),
                    _ => Vec::new(),
                };
                vm.resized(args.pos[0]);
                for item in gone {
                    vm.decref(item);
                }
                return Ok(vm.none());
            }
            at += 1;
        }
        Err(vm.value_error("list.remove(x): x not in list"))
    }),
    ("clear", |vm, args| {
        let gone = match vm.body_mut(args.pos[0]) {
            Body::List(list) => list.clear(),
            _ => Vec::new(),
        };
        vm.resized(args.pos[0]);
        for item in gone.into_iter().rev() {
            vm.decref(item);
        }
        Ok(vm.none())
    }),
    ("copy", |vm, args| {
        let items = vm.items(args.pos[0]).to_vec();
        let items = vm.increfs(&items);
        Ok(vm.list(items))
    }),
    ("reverse", |vm, args| {
        if let Body::List(list) = vm.body_mut(args.pos[0]) {
            list.reverse();
        }
        Ok(vm.none())
    }),
    ("sort", |vm, args| {
        super::sorting::sort(vm, args.pos[0], args)?;
        Ok(vm.none())
    }),
    ("index", index),
    ("count", count),
];

pub(crate) const TUPLE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let items = match args.pos.get(1) {
            Some(&items) => {
                let exact = vm.kind(Kind::Tuple);
                if class == exact && vm.type_of(items) == exact {
                    return Ok(vm.incref(items));
                }
                vm.collect(items)?
            }
            None => Vec::new(),
        };
        if class == vm.kind(Kind::Tuple) {
            return Ok(vm.tuple(items));
        }
        Ok(vm.instance(class, Body::Tuple(objects::types::Tuple::new(items))))
    }),
    ("index", index),
    ("count", count),
];

fn index(vm: &mut Vm, args: &Args<'_>) -> R {
    let mut at = 0;
    while let Some(&held) = vm.items(args.pos[0]).get(at) {
        if vm.equal(held, args.pos[1])? {
            return Ok(vm.int_usize(at));
        }
        at += 1;
    }
    let text = if let Body::Tuple(_) = vm.body(args.pos[0]) {
        "tuple.index(x): x not in tuple".to_owned()
    } else if vm.since(14) {
        "list.index(x): x not in list".to_owned()
    } else {
        format!("{} is not in list", vm.repr_of(args.pos[1])?)
    };
    Err(vm.value_error(text))
}

fn count(vm: &mut Vm, args: &Args<'_>) -> R {
    let items = vm.items(args.pos[0]).to_vec();
    let mut found = 0;
    for item in items {
        if vm.equal(item, args.pos[1])? {
            found += 1;
        }
    }
    Ok(vm.int_i64(found))
}
