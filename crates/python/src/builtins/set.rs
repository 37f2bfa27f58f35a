//! `set` and `frozenset`.

use objects::Ref;

use super::arguments::{check_positional, no_keywords};
use super::arity;
use crate::code::{Binary, Compare};
use crate::objects::{Body, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn type_name(vm: &Vm, object: Ref) -> &'static str {
    vm.get(object).kind().name()
}

fn is_frozen(vm: &Vm, object: Ref) -> bool {
    matches!(vm.body(object), Body::FrozenSet(_))
}

impl Vm {
    /// A set is looked for as a frozen one: `set_contains_key` after `set_swap_bodies`.
    pub(crate) fn hashable_set(&mut self, key: Ref) -> Ref {
        if matches!(self.body(key), Body::Set(_)) && self.overridden(key, "__hash__").is_none() {
            let frozen = self.set_copy(key, true);
            return self.own(frozen);
        }
        key
    }
}

fn no_keyword(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    let full = if vm.since(9) {
        format!("{}.{name}", type_name(vm, args.pos[0]))
    } else {
        name.to_owned()
    };
    Err(vm.type_error(format!("{full}() takes no keyword arguments")))
}

/// `a.union(b, c, …)` and its like.
fn combine(vm: &mut Vm, args: &Args<'_>, op: Binary, name: &str) -> R {
    no_keyword(vm, args, name)?;
    let this = args.pos[0];
    let frozen = is_frozen(vm, this);
    if args.pos.len() == 1 {
        return Ok(copy(vm, this));
    }
    let mut result = this;
    if op == Binary::Or {
        result = vm.set_copy(this, frozen);
        result = vm.own(result);
        for &items in &args.pos[1..] {
            vm.set_update(result, items)?;
        }
        return Ok(vm.incref(result));
    }
    for &items in &args.pos[1..] {
        result = if op == Binary::And {
            vm.set_intersection(result, items, frozen)?
        } else {
            vm.set_difference(result, items, frozen)?
        };
    }
    Ok(vm.incref(result))
}

/// A frozen set is its own copy.
fn copy(vm: &mut Vm, set: Ref) -> Ref {
    let frozen = is_frozen(vm, set);
    if frozen && vm.type_of(set) == vm.kind(Kind::FrozenSet) {
        return vm.incref(set);
    }
    vm.set_copy(set, frozen)
}

fn relate(vm: &mut Vm, args: &Args<'_>, op: Compare, name: &str) -> R {
    let full = format!("{}.{name}", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 1, 1, 1)?;
    let other = if vm.is_any_set(args.pos[1]) {
        args.pos[1]
    } else {
        let set = vm.set_from(args.pos[1])?;
        vm.own(set)
    };
    let answer = vm.native_compare(op, args.pos[0], other)?;
    Ok(vm.bool(answer.unwrap_or(false)))
}

fn disjoint(vm: &mut Vm, args: &Args<'_>) -> R {
    let full = format!("{}.isdisjoint", type_name(vm, args.pos[0]));
    arity(vm, args, &full, 1, 1, 1)?;
    let (this, other) = (args.pos[0], args.pos[1]);
    if vm.is_any_set(other) {
        let (walked, asked) = if vm.set_len(other) > vm.set_len(this) {
            (this, other)
        } else {
            (other, this)
        };
        for entry in vm.set_entries(walked) {
            if vm.set_find(asked, entry.key, entry.hash)?.is_some() {
                return Ok(vm.bool(false));
            }
        }
        return Ok(vm.bool(true));
    }
    let iter = vm.iter(other)?;
    let iter = vm.own(iter);
    while let Some(item) = vm.next(iter)? {
        let found = vm.set_contains(this, item);
        vm.decref(item);
        if found? {
            return Ok(vm.bool(false));
        }
    }
    Ok(vm.bool(true))
}

/// `a.update(b, c, …)` and its like, in place.
fn change(vm: &mut Vm, args: &Args<'_>, name: &str, change: fn(&mut Vm, Ref, Ref) -> R<()>) -> R {
    no_keyword(vm, args, name)?;
    for &items in &args.pos[1..] {
        vm.scope(|vm| change(vm, args.pos[0], items))?;
    }
    Ok(vm.none())
}

const SHARED: &[(&str, NativeFn)] = &[
    ("union", |vm, args| combine(vm, args, Binary::Or, "union")),
    ("intersection", |vm, args| {
        combine(vm, args, Binary::And, "intersection")
    }),
    ("difference", |vm, args| {
        combine(vm, args, Binary::Sub, "difference")
    }),
    ("symmetric_difference", |vm, args| {
        let full = format!("{}.symmetric_difference", type_name(vm, args.pos[0]));
        arity(vm, args, &full, 1, 1, 1)?;
        let frozen = is_frozen(vm, args.pos[0]);
        let other = vm.set_from(args.pos[1])?;
        let other = vm.own(other);
        let other = vm.set_copy(other, frozen);
        let result = vm.own(other);
        vm.set_symmetric_update(result, args.pos[0])?;
        Ok(vm.incref(result))
    }),
    ("issubset", |vm, args| {
        relate(vm, args, Compare::Le, "issubset")
    }),
    ("issuperset", |vm, args| {
        relate(vm, args, Compare::Ge, "issuperset")
    }),
    ("isdisjoint", disjoint),
    ("copy", |vm, args| {
        let full = format!("{}.copy", type_name(vm, args.pos[0]));
        arity(vm, args, &full, 0, 0, 1)?;
        Ok(copy(vm, args.pos[0]))
    }),
];

pub(super) const SET: &[&[(&str, NativeFn)]] = &[SHARED, CHANGES];

pub(super) const FROZEN: &[&[(&str, NativeFn)]] = &[SHARED, &[("__new__", new_frozen)]];

const CHANGES: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        Ok(vm.instance(args.pos[0], Body::Set(Box::default())))
    }),
    ("__init__", |vm, args| {
        no_keywords(vm, args, "set")?;
        check_positional(vm, "set", args.pos.len() - 1, 0, 1)?;
        if vm.set_len(args.pos[0]) > 0 {
            vm.set_clear(args.pos[0]);
        }
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
        arity(vm, args, "set.discard", 1, 1, 1)?;
        let key = vm.hashable_set(args.pos[1]);
        vm.set_discard(args.pos[0], key)?;
        Ok(vm.none())
    }),
    ("remove", |vm, args| {
        arity(vm, args, "set.remove", 1, 1, 1)?;
        let key = vm.hashable_set(args.pos[1]);
        if !vm.set_discard(args.pos[0], key)? {
            return Err(vm.key_error(args.pos[1]));
        }
        Ok(vm.none())
    }),
    ("pop", |vm, args| {
        arity(vm, args, "set.pop", 0, 0, 1)?;
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
        arity(vm, args, "set.clear", 0, 0, 1)?;
        vm.set_clear(args.pos[0]);
        Ok(vm.none())
    }),
    ("update", |vm, args| {
        change(vm, args, "update", Vm::set_update)
    }),
    ("intersection_update", |vm, args| {
        change(vm, args, "intersection_update", Vm::set_intersection_update)
    }),
    ("difference_update", |vm, args| {
        change(vm, args, "difference_update", Vm::set_difference_update)
    }),
    ("symmetric_difference_update", |vm, args| {
        arity(vm, args, "set.symmetric_difference_update", 1, 1, 1)?;
        vm.set_symmetric_update(args.pos[0], args.pos[1])?;
        Ok(vm.none())
    }),
];

fn new_frozen(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let exact = vm.kind(Kind::FrozenSet);
    if class == exact {
        no_keywords(vm, args, "frozenset")?;
    }
    check_positional(vm, "frozenset", args.pos.len() - 1, 0, 1)?;
    let set = match args.pos.get(1) {
        Some(&items) => {
            if class == exact && vm.type_of(items) == class {
                return Ok(vm.incref(items));
            }
            vm.set_from(items)?
        }
        None => vm.set(),
    };
    let set = vm.own(set);
    let table = match vm.body_mut(set) {
        Body::Set(table) => std::mem::take(table),
        _ => return Ok(vm.none()),
    };
    vm.resized(set);
    // To 3.9 there was one empty frozenset.
    if table.is_empty() && class == exact && !vm.since(10) {
        return Ok(vm.empty_frozenset());
    }
    Ok(vm.instance(class, Body::FrozenSet(table)))
}
