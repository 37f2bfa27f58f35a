//! `collections.defaultdict` and `collections.OrderedDict`: dicts that can do more.

use objects::Ref;
use objects::types::{Dict, Key};

use crate::builtins::{Attribute, argument};
use crate::code::Compare;
use crate::objects::{Body, Kind, NativeFn, View};
use crate::vm::{Args, R, Vm};

/// The slot in which a `defaultdict` has its factory.
const FACTORY: usize = 0;

fn factory(vm: &Vm, object: Ref) -> Ref {
    vm.get(object)
        .attrs
        .as_ref()
        .and_then(|attrs| attrs.slots.get(FACTORY).copied().flatten())
        .unwrap_or(vm.one.none)
}

fn set_factory(vm: &mut Vm, object: Ref, value: Option<Ref>) {
    let new = value.map(|value| vm.incref(value));
    let slots = &mut vm.get_mut(object).attrs_mut().slots;
    let old = match slots.get_mut(FACTORY) {
        Some(factory) => std::mem::replace(factory, new),
        None => {
            slots.resize(FACTORY, None);
            slots.push(new);
            None
        }
    };
    vm.xdecref(old);
}

fn new_dict(vm: &mut Vm, class: Ref) -> Ref {
    let dict = Dict::by_call(vm.version);
    vm.instance(class, Body::Dict(Box::new(dict)))
}

/// What `dict.update` does, through the object's own `__setitem__` if it has one.
fn update(vm: &mut Vm, this: Ref, given: &[Ref], kw: &[(Ref, Ref)], name: &str) -> R<()> {
    if given.len() > 1 {
        let text = format!("{name} expected at most 1 argument, got {}", given.len());
        return Err(vm.type_error(text));
    }
    let plain = vm.overridden(this, "__setitem__").is_none();
    if plain {
        if let Some(&other) = given.first() {
            if !vm.is_iterable(other) && !matches!(vm.body(other), Body::Dict(_)) {
                let text = format!("'{}' object is not iterable", vm.tp_name(other));
                return Err(vm.type_error(text));
            }
            vm.dict_update(this, other)?;
        }
    } else if let Some(&other) = given.first() {
        let table = vm.dict();
        let table = vm.own(table);
        vm.dict_update(table, other)?;
        for (key, value) in vm.dict_pairs(table) {
            vm.setitem(this, key, value)?;
        }
    }
    for &(key, value) in kw {
        vm.setitem(this, key, value)?;
    }
    Ok(())
}

/// A copy of the same class, filled from this one.
fn copy_of(vm: &mut Vm, this: Ref, first: Option<Ref>) -> R {
    let class = vm.type_of(this);
    let args: Vec<Ref> = first.into_iter().chain([this]).collect();
    vm.call_args(class, &Args::pos(&args))
}

fn copy_default(vm: &mut Vm, args: &Args<'_>) -> R {
    let made = factory(vm, args.pos[0]);
    copy_of(vm, args.pos[0], Some(made))
}

/// `left | right`, where one is a `defaultdict`: of the class and with the factory of that one.
fn either(vm: &mut Vm, left: Ref, right: Ref, of: Ref) -> R {
    let dicts = [left, right]
        .iter()
        .all(|&side| matches!(vm.body(side), Body::Dict(_)));
    if !dicts || !vm.since(9) {
        return Ok(vm.incref(vm.one.not_implemented));
    }
    let class = vm.type_of(of);
    let is_default = vm.is_subclass(class, vm.kind(Kind::DefaultDict));
    let made = factory(vm, of);
    let first = is_default.then_some(made);
    let args: Vec<Ref> = first.into_iter().chain([left]).collect();
    let made = vm.call_args(class, &Args::pos(&args))?;
    let made = vm.own(made);
    update(vm, made, &[right], &[], "update")?;
    Ok(vm.incref(made))
}

pub(super) const DEFAULT: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| Ok(new_dict(vm, args.pos[0]))),
    ("__init__", |vm, args| {
        let this = args.pos[0];
        let given = args.pos.get(1).copied().filter(|&made| made != vm.one.none);
        if given.is_some_and(|made| !vm.callable(made)) {
            return Err(vm.type_error("first argument must be callable or None"));
        }
        set_factory(vm, this, given);
        update(
            vm,
            this,
            args.pos.get(2..).unwrap_or_default(),
            args.kw,
            "dict",
        )?;
        Ok(vm.none())
    }),
    ("__missing__", |vm, args| {
        let (this, key) = (args.pos[0], args.pos[1]);
        let made = factory(vm, this);
        if made == vm.one.none {
            return Err(vm.key_error(key));
        }
        let value = vm.call_args(made, &Args::pos(&[]))?;
        let set = vm.setitem(this, key, value);
        match set {
            Ok(()) => Ok(value),
            Err(exc) => {
                vm.decref(value);
                Err(exc)
            }
        }
    }),
    ("__repr__", |vm, args| {
        let this = args.pos[0];
        let (_, name) = vm.type_names(vm.type_of(this));
        let made = factory(vm, this);
        let inner = vm.native_repr(this)?;
        let made = vm.repr_of(made)?;
        Ok(vm.str(format!("{name}({made}, {inner})")))
    }),
    ("copy", copy_default),
    ("__copy__", copy_default),
    ("__or__", |vm, args| {
        either(vm, args.pos[0], args.pos[1], args.pos[0])
    }),
    ("__ror__", |vm, args| {
        either(vm, args.pos[1], args.pos[0], args.pos[0])
    }),
    ("__reduce__", |vm, args| {
        let this = args.pos[0];
        let made = factory(vm, this);
        let first = if made == vm.one.none {
            vm.tuple(Vec::new())
        } else {
            vm.incref(made);
            vm.tuple(vec![made])
        };
        let items = vm.view(this, View::Items);
        let items = vm.own(items);
        let iter = vm.iter(items)?;
        let class = vm.type_of(this);
        let none = vm.one.none;
        vm.increfs(&[class, none, none]);
        Ok(vm.tuple(vec![class, first, none, none, iter]))
    }),
];

pub(super) const DEFAULT_ATTRIBUTES: &[Attribute] = &[(
    "default_factory",
    |vm, object| {
        let made = factory(vm, object);
        Ok(vm.incref(made))
    },
    Some(|vm, object, value| {
        set_factory(vm, object, value);
        Ok(())
    }),
)];

/// Takes an entry out and puts it back at one end.
fn move_to_end(vm: &mut Vm, this: Ref, key: Ref, last: bool) -> R<()> {
    let Some((held, value)) = vm.dict_take(this, key)? else {
        return Err(vm.key_error(key));
    };
    let hash = vm.hash_of(held)?;
    let is_str = matches!(vm.body(held), Body::Str(_)) && !vm.get(held).counts_class;
    let entry = Key {
        key: held,
        hash,
        is_str,
    };
    let version = vm.version;
    if let Body::Dict(table) = vm.body_mut(this) {
        if last {
            table.insert(version, entry, value, |_| false);
        } else {
            let keys: Vec<Key<Ref>> = table
                .keys()
                .map(|key| Key {
                    key: key.key,
                    hash: key.hash,
                    is_str: key.is_str,
                })
                .collect();
            let values = table.clear();
            table.insert(version, entry, value, |_| false);
            for (key, (_, value)) in keys.into_iter().zip(values) {
                table.insert(version, key, value, |_| false);
            }
        }
    }
    vm.resized(this);
    Ok(())
}

fn ordered_equal(vm: &mut Vm, args: &Args<'_>, negate: bool) -> R {
    let (left, right) = (args.pos[0], args.pos[1]);
    let Body::Dict(_) = vm.body(right) else {
        return Ok(vm.incref(vm.one.not_implemented));
    };
    let mut same = vm
        .native_compare(Compare::Eq, left, right)?
        .unwrap_or(false);
    if same && vm.is_subclass(vm.type_of(right), vm.kind(Kind::OrderedDict)) {
        let (ours, theirs) = (vm.dict_pairs(left), vm.dict_pairs(right));
        for ((a, _), (b, _)) in ours.into_iter().zip(theirs) {
            if !vm.equal(a, b)? {
                same = false;
                break;
            }
        }
    }
    Ok(vm.bool(same != negate))
}

pub(super) const ORDERED: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| Ok(new_dict(vm, args.pos[0]))),
    ("__init__", |vm, args| {
        update(vm, args.pos[0], &args.pos[1..], args.kw, "OrderedDict")?;
        Ok(vm.none())
    }),
    ("update", |vm, args| {
        update(vm, args.pos[0], &args.pos[1..], args.kw, "update")?;
        Ok(vm.none())
    }),
    ("move_to_end", |vm, args| {
        let Some(key) = argument(vm, args, 1, "key") else {
            return Err(vm.type_error("move_to_end() missing required argument 'key' (pos 1)"));
        };
        let last = match argument(vm, args, 2, "last") {
            Some(last) => vm.truth(last)?,
            None => true,
        };
        move_to_end(vm, args.pos[0], key, last)?;
        Ok(vm.none())
    }),
    ("popitem", |vm, args| {
        let this = args.pos[0];
        let last = match argument(vm, args, 1, "last") {
            Some(last) => vm.truth(last)?,
            None => true,
        };
        let pairs = vm.dict_pairs(this);
        let end = if last { pairs.last() } else { pairs.first() };
        let Some(&(key, _)) = end else {
            return Err(vm.error("KeyError", "dictionary is empty"));
        };
        match vm.dict_take(this, key)? {
            Some((key, value)) => Ok(vm.tuple(vec![key, value])),
            None => Err(vm.key_error(key)),
        }
    }),
    ("__eq__", |vm, args| ordered_equal(vm, args, false)),
    ("__ne__", |vm, args| ordered_equal(vm, args, true)),
    ("__repr__", |vm, args| {
        let this = args.pos[0];
        let (_, name) = vm.type_names(vm.type_of(this));
        if vm.len(this)? == 0 {
            return Ok(vm.str(format!("{name}()")));
        }
        if vm.thread.repr_running.contains(&this) {
            return Ok(vm.str("..."));
        }
        if vm.since(12) {
            let inner = vm.native_repr(this)?;
            return Ok(vm.str(format!("{name}({inner})")));
        }
        vm.thread.repr_running.push(this);
        let mut parts = Vec::new();
        let mut failure = None;
        for (key, value) in vm.dict_pairs(this) {
            let pair = vm.increfs(&[key, value]);
            let pair = vm.tuple(pair);
            let text = vm.repr_of(pair);
            vm.decref(pair);
            match text {
                Ok(text) => parts.push(text),
                Err(exc) => {
                    failure = Some(exc);
                    break;
                }
            }
        }
        vm.thread.repr_running.pop();
        match failure {
            Some(exc) => Err(exc),
            None => Ok(vm.str(format!("{name}([{}])", parts.join(", ")))),
        }
    }),
    ("__reversed__", |vm, args| {
        let keys: Vec<Ref> = vm
            .dict_pairs(args.pos[0])
            .into_iter()
            .rev()
            .map(|(key, _)| key)
            .collect();
        let keys = vm.increfs(&keys);
        let list = vm.list(keys);
        let list = vm.own(list);
        vm.iter(list)
    }),
    ("copy", |vm, args| copy_of(vm, args.pos[0], None)),
    ("__copy__", |vm, args| copy_of(vm, args.pos[0], None)),
    ("__or__", |vm, args| {
        either(vm, args.pos[0], args.pos[1], args.pos[0])
    }),
    ("__ror__", |vm, args| {
        either(vm, args.pos[1], args.pos[0], args.pos[0])
    }),
    ("__reduce__", |vm, args| {
        let this = args.pos[0];
        let items = vm.view(this, View::Items);
        let items = vm.own(items);
        let iter = vm.iter(items)?;
        let class = vm.type_of(this);
        let has_state = match &vm.get(this).attrs {
            Some(attrs) => !matches!(attrs.dict, crate::objects::InstanceDict::None),
            None => false,
        };
        let state = if has_state {
            vm.instance_dict(this)
        } else {
            vm.one.none
        };
        let none = vm.one.none;
        vm.increfs(&[class, state, none]);
        let first = vm.tuple(Vec::new());
        Ok(vm.tuple(vec![class, first, state, none, iter]))
    }),
];

pub(super) const ORDERED_ATTRIBUTES: &[Attribute] = &[(
    "__dict__",
    crate::builtins::get_instance_dict,
    Some(crate::builtins::set_instance_dict),
)];

/// `_count_elements(mapping, iterable)`: counts into a dict.
pub(super) fn count_elements(vm: &mut Vm, args: &Args<'_>) -> R {
    let [mapping, items] = *args.pos else {
        let text = format!(
            "_count_elements expected 2 arguments, got {}",
            args.pos.len()
        );
        return Err(vm.type_error(text));
    };
    let plain = matches!(vm.body(mapping), Body::Dict(_))
        && vm.overridden(mapping, "__setitem__").is_none()
        && vm.overridden(mapping, "get").is_none();
    let iter = vm.iter(items)?;
    let iter = vm.own(iter);
    while let Some(item) = vm.next(iter)? {
        let counted = vm.scope(|vm| {
            let item = vm.own(item);
            let one = vm.int_i64(1);
            let one = vm.own(one);
            let so_far = if plain {
                let found = vm.dict_get(mapping, item)?;
                found.map(|found| vm.incref(found))
            } else {
                let zero = vm.int_i64(0);
                let zero = vm.own(zero);
                Some(vm.call_method(mapping, "get", &[item, zero])?)
            };
            let next = match so_far {
                Some(so_far) => {
                    let so_far = vm.own(so_far);
                    let next = vm.binary_op(crate::code::Binary::Add, so_far, one)?;
                    vm.own(next)
                }
                None => one,
            };
            if plain {
                vm.dict_set(mapping, item, next)
            } else {
                vm.setitem(mapping, item, next)
            }
        });
        counted?;
    }
    Ok(vm.none())
}
