//! Methods of lists, tuples, dicts and sets.

use objects::Ref;
use objects::types::{Dict, Int};

use super::{argument, arity};
use crate::code::Binary;
use crate::objects::{Body, Iter, Kind, NativeFn, View};
use crate::vm::{Args, R, Vm};

fn done(vm: &mut Vm) -> R {
    Ok(vm.none())
}

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
                return done(vm);
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
        done(vm)
    }),
    ("append", |vm, args| {
        arity(vm, args, "list.append", 1, 1, 1)?;
        let item = vm.incref(args.pos[1]);
        vm.list_append(args.pos[0], item);
        done(vm)
    }),
    ("extend", |vm, args| {
        arity(vm, args, "list.extend", 1, 1, 1)?;
        vm.list_extend(args.pos[0], args.pos[1])?;
        done(vm)
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
        done(vm)
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
                return done(vm);
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
        done(vm)
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
        done(vm)
    }),
    ("sort", |vm, args| {
        super::functions::sort(vm, args.pos[0], args)?;
        done(vm)
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

fn pop_default(vm: &mut Vm, taken: Option<(Ref, Ref)>, key: Ref, default: Option<Ref>) -> R {
    match (taken, default) {
        (Some((held, value)), _) => {
            vm.decref(held);
            Ok(value)
        }
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => Err(vm.key_error(key)),
    }
}

pub(crate) const DICT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let dict = Dict::by_call(vm.version);
        Ok(vm.instance(class, Body::Dict(Box::new(dict))))
    }),
    ("__init__", |vm, args| update(vm, args)),
    ("update", |vm, args| update(vm, args)),
    ("get", |vm, args| {
        arity(vm, args, "get", 1, 2, 1)?;
        let value = vm
            .dict_get(args.pos[0], args.pos[1])?
            .or(args.pos.get(2).copied())
            .unwrap_or(vm.one.none);
        Ok(vm.incref(value))
    }),
    ("setdefault", |vm, args| {
        arity(vm, args, "setdefault", 1, 2, 1)?;
        if let Some(value) = vm.dict_get(args.pos[0], args.pos[1])? {
            return Ok(vm.incref(value));
        }
        let value = args.pos.get(2).copied().unwrap_or(vm.one.none);
        vm.dict_set(args.pos[0], args.pos[1], value)?;
        Ok(vm.incref(value))
    }),
    ("pop", |vm, args| {
        arity(vm, args, "pop", 1, 2, 1)?;
        let taken = vm.dict_take(args.pos[0], args.pos[1])?;
        pop_default(vm, taken, args.pos[1], args.pos.get(2).copied())
    }),
    ("popitem", |vm, args| {
        let taken = match vm.body_mut(args.pos[0]) {
            Body::Dict(table) => table.popitem(),
            _ => None,
        };
        match taken {
            Some((key, value)) => Ok(vm.tuple(vec![key, value])),
            None => {
                let text = vm.str("popitem(): dictionary is empty");
                let text = vm.own(text);
                Err(vm.key_error(text))
            }
        }
    }),
    ("clear", |vm, args| {
        let gone = match vm.body_mut(args.pos[0]) {
            Body::Dict(table) => table.clear(),
            _ => Vec::new(),
        };
        vm.resized(args.pos[0]);
        for (key, value) in gone {
            vm.decref(key);
            vm.decref(value);
        }
        done(vm)
    }),
    ("copy", |vm, args| {
        let Body::Dict(table) = vm.body(args.pos[0]) else {
            return done(vm);
        };
        let copy = table.copy(vm.version, |a, b| a == b);
        let refs: Vec<Ref> = copy
            .iter()
            .flat_map(|(&key, &value)| [key, value])
            .collect();
        vm.increfs(&refs);
        Ok(vm.alloc(Body::Dict(Box::new(copy))))
    }),
    ("keys", |vm, args| Ok(vm.view(args.pos[0], View::Keys))),
    ("values", |vm, args| Ok(vm.view(args.pos[0], View::Values))),
    ("items", |vm, args| Ok(vm.view(args.pos[0], View::Items))),
    ("fromkeys", |vm, args| {
        let dict = vm.call_args(args.pos[0], &Args::pos(&[]))?;
        let dict = vm.own(dict);
        let value = args.pos.get(2).copied().unwrap_or(vm.one.none);
        let keys = vm.collect(args.pos[1])?;
        for &key in &keys {
            vm.own(key);
        }
        for key in keys {
            vm.setitem(dict, key, value)?;
        }
        Ok(vm.incref(dict))
    }),
];

fn update(vm: &mut Vm, args: &Args<'_>) -> R {
    if args.pos.len() > 2 {
        let text = format!(
            "dict expected at most 1 argument, got {}",
            args.pos.len() - 1
        );
        return Err(vm.type_error(text));
    }
    if let Some(&other) = args.pos.get(1) {
        if !vm.is_iterable(other) && !matches!(vm.body(other), Body::Dict(_)) {
            let text = format!("'{}' object is not iterable", vm.tp_name(other));
            return Err(vm.type_error(text));
        }
        vm.dict_update(args.pos[0], other)?;
    }
    for &(key, value) in args.kw {
        vm.dict_set(args.pos[0], key, value)?;
    }
    done(vm)
}

pub(crate) const SET: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        Ok(vm.instance(class, Body::Set(Box::default())))
    }),
    ("__init__", |vm, args| {
        if let Some(&items) = args.pos.get(1) {
            vm.set_update(args.pos[0], items)?;
        }
        done(vm)
    }),
    ("add", |vm, args| {
        arity(vm, args, "set.add", 1, 1, 1)?;
        vm.set_add(args.pos[0], args.pos[1])?;
        done(vm)
    }),
    ("discard", |vm, args| {
        vm.set_discard(args.pos[0], args.pos[1])?;
        done(vm)
    }),
    ("remove", |vm, args| {
        if !vm.set_discard(args.pos[0], args.pos[1])? {
            return Err(vm.key_error(args.pos[1]));
        }
        done(vm)
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
        done(vm)
    }),
    ("update", |vm, args| {
        for &items in &args.pos[1..] {
            vm.set_update(args.pos[0], items)?;
        }
        done(vm)
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
            return done(vm);
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

/// `enumerate`, `zip`, `map`, `filter`, `reversed`, `range`, `slice`.
pub(crate) fn make_iterator(vm: &mut Vm, kind: Kind, args: &Args<'_>) -> R {
    let pos = args.pos;
    let iter = match kind {
        Kind::Enumerate => {
            let start = argument(vm, args, 2, "start");
            let next = match start {
                Some(start) => Int::from(vm.index(start)?),
                None => Int::from(0),
            };
            let Some(&items) = pos.get(1) else {
                return Err(
                    vm.type_error("enumerate() missing required argument 'iterable' (pos 1)")
                );
            };
            Iter::Enumerate {
                iter: vm.iter(items)?,
                next,
            }
        }
        Kind::Zip => {
            let strict = match argument(vm, args, usize::MAX, "strict") {
                Some(strict) => vm.truth(strict)?,
                None => false,
            };
            Iter::Zip {
                iters: iters(vm, &pos[1..])?,
                strict,
            }
        }
        Kind::Map => {
            if pos.len() < 3 {
                return Err(vm.type_error("map() must have at least two arguments."));
            }
            let iters = iters(vm, &pos[2..])?;
            Iter::Map {
                func: vm.incref(pos[1]),
                iters,
            }
        }
        Kind::Filter => {
            let iter = vm.iter(pos[2])?;
            let func = (pos[1] != vm.one.none).then(|| vm.incref(pos[1]));
            Iter::Filter { func, iter }
        }
        _ => {
            if let Some(method) = vm.overridden(pos[1], "__reversed__") {
                return vm.call_unbound(method, pos[1], &[]);
            }
            if let Body::Dict(_) | Body::DictView { .. } = vm.body(pos[1]) {
                let mut items = vm.collect(pos[1])?;
                items.reverse();
                let list = vm.list(items);
                let list = vm.own(list);
                return vm.iter(list);
            }
            let at = vm.len(pos[1])?;
            let is_list = matches!(vm.body(pos[1]), Body::List(_));
            Iter::Reversed {
                object: Some(vm.incref(pos[1])),
                at,
                is_list,
            }
        }
    };
    Ok(vm.alloc(Body::Iter(Box::new(iter))))
}

fn iters(vm: &mut Vm, items: &[Ref]) -> R<Vec<Ref>> {
    let mut made = Vec::new();
    for &item in items {
        match vm.iter(item) {
            Ok(iter) => made.push(iter),
            Err(exc) => {
                for iter in made {
                    vm.decref(iter);
                }
                return Err(exc);
            }
        }
    }
    Ok(made)
}
