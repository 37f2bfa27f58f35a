//! `list` and `tuple`.

use objects::Ref;

use super::arguments::{Signature, check_positional, no_keywords, rest, slice_index, unpack};
use super::arity;
use crate::objects::{Body, Iter, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

pub(super) const LIST: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        Ok(vm.instance(args.pos[0], Body::List(Box::default())))
    }),
    ("__init__", |vm, args| {
        no_keywords(vm, args, "list")?;
        check_positional(vm, "list", args.pos.len() - 1, 0, 1)?;
        replace(vm, args.pos[0], args.pos.get(1).copied())?;
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
        arity(vm, args, "list.insert", 2, 2, 1)?;
        let mut at = vm.ssize(args.pos[1])?;
        let len = vm.items(args.pos[0]).len() as i64;
        if at < 0 {
            at = at.saturating_add(len).max(0);
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
        arity(vm, args, "list.pop", 0, 1, 1)?;
        let mut at = match args.pos.get(1) {
            Some(&at) => vm.ssize(at)?,
            None => -1,
        };
        let len = vm.items(args.pos[0]).len() as i64;
        if len == 0 {
            return Err(vm.error("IndexError", "pop from empty list"));
        }
        if at < 0 {
            at = at.saturating_add(len);
        }
        let version = vm.version;
        let item = match (usize::try_from(at), vm.body_mut(args.pos[0])) {
            (Ok(at), Body::List(list)) => list.pop(version, at),
            _ => None,
        };
        vm.resized(args.pos[0]);
        item.ok_or_else(|| vm.error("IndexError", "pop index out of range"))
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
        arity(vm, args, "list.clear", 0, 0, 1)?;
        clear(vm, args.pos[0]);
        Ok(vm.none())
    }),
    ("copy", |vm, args| {
        arity(vm, args, "list.copy", 0, 0, 1)?;
        let items = vm.items(args.pos[0]).to_vec();
        let items = vm.increfs(&items);
        Ok(vm.list(items))
    }),
    ("reverse", |vm, args| {
        arity(vm, args, "list.reverse", 0, 0, 1)?;
        if let Body::List(list) = vm.body_mut(args.pos[0]) {
            list.reverse();
        }
        Ok(vm.none())
    }),
    ("sort", |vm, args| {
        const SORT: Signature = Signature {
            name: "sort",
            params: &["key", "reverse"],
            unnamed: 0,
            required: 0,
            by_place: 0,
        };
        let [key, reverse] = unpack(vm, &rest(args), &SORT)?;
        super::sorting::sort(vm, args.pos[0], key, reverse)?;
        Ok(vm.none())
    }),
    ("index", index),
    ("count", count),
    ("__reversed__", |vm, args| {
        arity(vm, args, "list.__reversed__", 0, 0, 1)?;
        let at = vm.items(args.pos[0]).len();
        let object = Some(vm.incref(args.pos[0]));
        Ok(vm.alloc(Body::Iter(Box::new(Iter::Reversed {
            object,
            at,
            is_list: true,
        }))))
    }),
];

/// The items of an iterable in the place of those that a list has: `list___init__`.
fn replace(vm: &mut Vm, list: Ref, items: Option<Ref>) -> R<()> {
    clear(vm, list);
    let Some(items) = items else { return Ok(()) };
    let made = vm.list_of(items)?;
    let new = match vm.body_mut(made) {
        Body::List(made) => std::mem::take(&mut **made),
        _ => return Ok(()),
    };
    vm.resized(made);
    let old = match vm.body_mut(list) {
        Body::List(held) => std::mem::replace(&mut **held, new),
        _ => new,
    };
    vm.resized(list);
    vm.decref(made);
    for &item in old.items() {
        vm.decref(item);
    }
    Ok(())
}

/// From the last item to the first, as `list_clear` does.
fn clear(vm: &mut Vm, list: Ref) {
    let gone = match vm.body_mut(list) {
        Body::List(list) => list.clear(),
        _ => Vec::new(),
    };
    vm.resized(list);
    for item in gone.into_iter().rev() {
        vm.decref(item);
    }
}

pub(super) const TUPLE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        let exact = vm.kind(Kind::Tuple);
        if class == exact {
            no_keywords(vm, args, "tuple")?;
        }
        check_positional(vm, "tuple", args.pos.len() - 1, 0, 1)?;
        let items = match args.pos.get(1) {
            Some(&items) => {
                if class == exact && vm.type_of(items) == exact {
                    return Ok(vm.incref(items));
                }
                vm.collect(items)?
            }
            None => Vec::new(),
        };
        if class == exact {
            return Ok(vm.tuple(items));
        }
        Ok(vm.instance(class, Body::Tuple(objects::types::Tuple::new(items))))
    }),
    ("index", index),
    ("count", count),
    ("__getnewargs__", |vm, args| {
        arity(vm, args, "tuple.__getnewargs__", 0, 0, 1)?;
        let items = vm.items(args.pos[0]).to_vec();
        let items = vm.increfs(&items);
        let same = vm.tuple(items);
        Ok(vm.tuple(vec![same]))
    }),
];

fn index(vm: &mut Vm, args: &Args<'_>) -> R {
    let is_tuple = matches!(vm.body(args.pos[0]), Body::Tuple(_));
    let name = if is_tuple {
        "tuple.index"
    } else {
        "list.index"
    };
    arity(vm, args, name, 1, 3, 1)?;
    let len = vm.items(args.pos[0]).len() as i64;
    let place = |vm: &mut Vm, given: Option<Ref>, default: i64| -> R<i64> {
        let Some(given) = given else {
            return Ok(default);
        };
        if !vm.has_index(given) {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        }
        slice_index(vm, Some(given), default)
    };
    let mut start = place(vm, args.pos.get(2).copied(), 0)?;
    let mut stop = place(vm, args.pos.get(3).copied(), i64::MAX)?;
    if start < 0 {
        start = start.saturating_add(len).max(0);
    }
    if stop < 0 {
        stop = stop.saturating_add(len).max(0);
    }
    let mut at = start;
    while at < stop {
        let Some(&held) = vm.items(args.pos[0]).get(at as usize) else {
            break;
        };
        vm.incref(held);
        let same = vm.equal(held, args.pos[1]);
        vm.decref(held);
        if same? {
            return Ok(vm.int_i64(at));
        }
        at += 1;
    }
    let text = if is_tuple {
        "tuple.index(x): x not in tuple".to_owned()
    } else if vm.since(14) {
        "list.index(x): x not in list".to_owned()
    } else {
        format!("{} is not in list", vm.repr_of(args.pos[1])?)
    };
    Err(vm.value_error(text))
}

fn count(vm: &mut Vm, args: &Args<'_>) -> R {
    let is_tuple = matches!(vm.body(args.pos[0]), Body::Tuple(_));
    let name = if is_tuple {
        "tuple.count"
    } else {
        "list.count"
    };
    arity(vm, args, name, 1, 1, 1)?;
    let (mut at, mut found) = (0, 0);
    while let Some(&held) = vm.items(args.pos[0]).get(at) {
        vm.incref(held);
        let same = vm.equal(held, args.pos[1]);
        vm.decref(held);
        if same? {
            found += 1;
        }
        at += 1;
    }
    Ok(vm.int_i64(found))
}
