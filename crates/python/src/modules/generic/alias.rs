//! `types.GenericAlias`: a class with its arguments (`Objects/genericaliasobject.c`).

use objects::Ref;

use super::{body, generic, generic_mut, parameters, text};
use crate::builtins::{Attribute, arity, check_positional};
use crate::code::Compare;
use crate::objects::{Alias, Generic, Kind, NativeFn};
use crate::vm::{Args, R, Vm};

fn alias(vm: &Vm, object: Ref) -> Option<Alias> {
    match generic(vm, object) {
        Some(Generic::Alias(alias)) => Some(alias.clone()),
        _ => None,
    }
}

/// `Py_GenericAlias`: an argument that is no tuple is the only one. A new reference.
pub(crate) fn make(vm: &mut Vm, origin: Ref, args: Ref) -> Ref {
    let class = vm.kind(Kind::GenericAlias);
    instance(vm, class, origin, args, false)
}

fn instance(vm: &mut Vm, class: Ref, origin: Ref, args: Ref, starred: bool) -> Ref {
    let args = match vm.is_kind(args, Kind::Tuple) {
        true => vm.incref(args),
        false => {
            vm.incref(args);
            vm.tuple(vec![args])
        }
    };
    vm.incref(origin);
    let alias = Alias {
        origin,
        args,
        parameters: None,
        starred,
    };
    vm.instance(class, body(Generic::Alias(alias)))
}

/// `class[arguments]` of a built-in type.
pub(super) const CLASS_GETITEM: NativeFn = |vm, args| {
    arity(vm, args, "__class_getitem__", 1, 1, 1)?;
    Ok(make(vm, args.pos[0], args.pos[1]))
};

/// Reads an attribute: but for a few names, the origin's (`ga_getattro`). `None` to look in its own class.
pub(crate) fn getattr(vm: &mut Vm, object: Ref, name: Ref) -> Option<R> {
    let origin = alias(vm, object)?.origin;
    // What it refuses to pass on from 3.13 would make it look like a class, or copy the origin.
    let kept = matches!(vm.text(name), "__bases__" | "__copy__" | "__deepcopy__") && vm.since(13);
    if kept || own_names(vm).contains(&vm.text(name)) {
        return None;
    }
    Some(vm.getattr(origin, name))
}

/// The names that are looked up in its own class.
fn own_names(vm: &Vm) -> Vec<&'static str> {
    let mut names = vec![
        "__origin__",
        "__args__",
        "__parameters__",
        "__mro_entries__",
        "__reduce_ex__",
        "__reduce__",
    ];
    if vm.since(11) {
        names.extend([
            "__class__",
            "__unpacked__",
            "__typing_unpacked_tuple_args__",
        ]);
    }
    if !vm.since(13) {
        names.extend(["__copy__", "__deepcopy__"]);
    }
    names
}

/// The names of the origin, and its own.
fn dir(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(Alias { origin, .. }) = alias(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let names = crate::modules::dir(vm, &Args::pos(&[origin]))?;
    let names = vm.own(names);
    let mut all = vm.collect(names)?;
    for name in own_names(vm) {
        if !all.iter().any(|&held| vm.same_text(held, name)) {
            all.push(vm.intern(name));
        }
    }
    Ok(vm.list(all))
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = alias(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let star = if this.starred { "*" } else { "" };
    let origin = text::argument(vm, this.origin, false)?;
    let inner = vm.guard_native(|vm| text::arguments(vm, this.args))?;
    Ok(vm.str(format!("{star}{origin}[{inner}]")))
}

fn hash(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = alias(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let hash = vm.hash_of(this.origin)? ^ vm.hash_of(this.args)?;
    Ok(vm.int_i64(hash))
}

fn equals(vm: &mut Vm, args: &Args<'_>) -> R<Option<bool>> {
    let &[left, right] = args.pos else {
        return Ok(None);
    };
    let (Some(left), Some(right)) = (alias(vm, left), alias(vm, right)) else {
        return Ok(None);
    };
    if left.starred != right.starred || !vm.equal(left.origin, right.origin)? {
        return Ok(Some(false));
    }
    vm.compare_bool(Compare::Eq, left.args, right.args)
        .map(Some)
}

/// What the alias makes knows of it, if it can have attributes (`set_orig_class`).
fn call(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let Some(Alias { origin, .. }) = alias(vm, this) else {
        return Ok(vm.none());
    };
    let rest = Args {
        pos: &args.pos[1..],
        kw: args.kw,
    };
    let object = vm.call_args(origin, &rest)?;
    let name = vm.intern("__orig_class__");
    let name = vm.own(name);
    let set = vm.setattr(object, name, Some(this));
    let set = match vm.catches(set, "AttributeError") {
        Err(exc) => vm.catches(Err(exc), "TypeError"),
        set => set,
    };
    match set {
        Ok(_) => Ok(object),
        Err(exc) => {
            vm.decref(object);
            Err(exc)
        }
    }
}

fn getitem(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "__getitem__", 1, 1, 1)?;
    let parameters = known_parameters(vm, args.pos[0])?;
    let Some(this) = alias(vm, args.pos[0]) else {
        return Ok(vm.none());
    };
    let args = parameters::substitute(vm, args.pos[0], this.args, parameters, args.pos[1])?;
    let args = vm.own(args);
    let class = vm.kind(Kind::GenericAlias);
    Ok(instance(vm, class, this.origin, args, this.starred))
}

/// Its type variables, borrowed.
fn known_parameters(vm: &mut Vm, object: Ref) -> R {
    let Some(this) = alias(vm, object) else {
        return Ok(vm.one.empty_tuple);
    };
    if let Some(known) = this.parameters {
        return Ok(known);
    }
    let made = parameters::of(vm, this.args)?;
    if let Some(Generic::Alias(alias)) = generic_mut(vm, object) {
        alias.parameters = Some(made);
    }
    Ok(made)
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        if !args.kw.is_empty() {
            return Err(vm.type_error("GenericAlias() takes no keyword arguments"));
        }
        let given = args.pos.len().saturating_sub(1);
        check_positional(vm, "GenericAlias", given, 2, 2)?;
        Ok(instance(vm, args.pos[0], args.pos[1], args.pos[2], false))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__repr__", repr),
    ("__hash__", hash),
    ("__call__", call),
    ("__dir__", dir),
    ("__getitem__", getitem),
    ("__eq__", |vm, args| {
        Ok(match equals(vm, args)? {
            Some(answer) => vm.bool(answer),
            None => vm.not_implemented(),
        })
    }),
    ("__ne__", |vm, args| {
        Ok(match equals(vm, args)? {
            Some(answer) => vm.bool(!answer),
            None => vm.not_implemented(),
        })
    }),
    ("__mro_entries__", |vm, args| {
        let origin = alias(vm, args.pos[0]).map_or(vm.one.none, |this| this.origin);
        vm.incref(origin);
        Ok(vm.tuple(vec![origin]))
    }),
    ("__instancecheck__", |vm, _| {
        Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
    }),
    ("__subclasscheck__", |vm, _| {
        Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
    }),
    ("__reduce__", |vm, args| {
        let Some(this) = alias(vm, args.pos[0]) else {
            return Ok(vm.none());
        };
        if this.starred {
            return Err(vm.unsupported("taking an unpacked type apart"));
        }
        let class = vm.type_of(args.pos[0]);
        vm.increfs(&[class, this.origin, this.args]);
        let parts = vm.tuple(vec![this.origin, this.args]);
        Ok(vm.tuple(vec![class, parts]))
    }),
];

/// From 3.11 `*list[int]` is a type of its own.
pub(super) const STARRED: &[(&str, NativeFn)] = &[("__iter__", |vm, args| {
    vm.incref(args.pos[0]);
    Ok(vm.alloc(body(Generic::Iterator(Some(args.pos[0])))))
})];

pub(super) const ITERATOR: &[(&str, NativeFn)] = &[
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__next__", |vm, args| {
        let left = match generic(vm, args.pos[0]) {
            Some(Generic::Iterator(left)) => *left,
            _ => None,
        };
        let Some(this) = left.and_then(|left| alias(vm, left)) else {
            return Err(vm.stop_iteration(None));
        };
        let class = vm.kind(Kind::GenericAlias);
        let starred = instance(vm, class, this.origin, this.args, true);
        let left = match generic_mut(vm, args.pos[0]) {
            Some(Generic::Iterator(left)) => left.take(),
            _ => None,
        };
        vm.xdecref(left);
        Ok(starred)
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "__origin__",
        |vm, object| {
            let held = alias(vm, object).map_or(vm.one.none, |this| this.origin);
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "__args__",
        |vm, object| {
            let held = alias(vm, object).map_or(vm.one.none, |this| this.args);
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "__parameters__",
        |vm, object| {
            let held = known_parameters(vm, object)?;
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "__unpacked__",
        |vm, object| {
            let starred = alias(vm, object).is_some_and(|this| this.starred);
            Ok(vm.bool(starred))
        },
        None,
    ),
    (
        "__typing_unpacked_tuple_args__",
        |vm, object| {
            let held = alias(vm, object)
                .filter(|this| this.starred && this.origin == vm.kind(Kind::Tuple))
                .map_or(vm.one.none, |this| this.args);
            Ok(vm.incref(held))
        },
        None,
    ),
];
