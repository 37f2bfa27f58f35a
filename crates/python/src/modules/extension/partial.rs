//! `functools.partial` and `reduce`.

use objects::Ref;
use objects::types::Dict;

use crate::builtins::{Attribute, arity};
use crate::objects::{Body, Extension, NativeFn, Partial};
use crate::vm::{Args, R, Vm};

fn partial(vm: &Vm, object: Ref) -> Option<Partial> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Partial(partial) => Some(partial.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn is_placeholder(vm: &Vm, object: Ref) -> bool {
    matches!(vm.body(object), Body::Extension(extension) if matches!(**extension, Extension::Placeholder))
}

/// A copy of a dict of keyword arguments, changed by others.
fn merged(vm: &mut Vm, kw: Option<Ref>, more: &[(Ref, Ref)]) -> R {
    let dict = Dict::by_call(vm.version);
    let dict = vm.alloc(Body::Dict(Box::new(dict)));
    let dict = vm.own(dict);
    if let Some(kw) = kw {
        vm.dict_update(dict, kw)?;
    }
    for &(name, value) in more {
        vm.dict_set(dict, name, value)?;
    }
    Ok(vm.incref(dict))
}

/// The arguments that a call joins: placeholders are filled first (from 3.14).
fn joined(vm: &mut Vm, held: Ref, given: &[Ref]) -> R<Vec<Ref>> {
    let held = vm.items(held).to_vec();
    let open = held.iter().filter(|&&arg| is_placeholder(vm, arg)).count();
    if given.len() < open {
        let text = format!(
            "missing positional arguments in 'partial' call; expected at least {open}, got {}",
            given.len()
        );
        return Err(vm.type_error(text));
    }
    let mut rest = given.iter().copied();
    let mut all = Vec::with_capacity(held.len() + given.len());
    for arg in held {
        if is_placeholder(vm, arg) {
            all.extend(rest.next());
        } else {
            all.push(arg);
        }
    }
    all.extend(rest);
    Ok(all)
}

fn new(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let Some(&func) = args.pos.get(1) else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !vm.callable(func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let given = &args.pos[2..];
    if vm.since(14) {
        if given.last().is_some_and(|&last| is_placeholder(vm, last)) {
            return Err(vm.type_error("trailing Placeholders are not allowed"));
        }
        if args.kw.iter().any(|&(_, value)| is_placeholder(vm, value)) {
            return Err(vm.type_error("Placeholder cannot be passed as a keyword argument"));
        }
    }
    // A partial of a partial takes over what that holds, unless somebody gave it attributes.
    let inner = partial(vm, func).filter(|_| {
        let value = vm.get(func);
        let bare = value
            .attrs
            .as_ref()
            .is_none_or(|attrs| matches!(attrs.dict, crate::objects::InstanceDict::None));
        bare && vm.type_of(func) == class
    });
    let (func, all, kw) = match inner {
        Some(inner) => {
            let held = vm.items(inner.args).to_vec();
            let open = held.iter().filter(|&&arg| is_placeholder(vm, arg)).count();
            let all = if open > 0 && given.len() < open {
                let mut rest = given.iter().copied();
                held.into_iter()
                    .map(|arg| match is_placeholder(vm, arg) {
                        true => rest.next().unwrap_or(arg),
                        false => arg,
                    })
                    .collect()
            } else {
                joined(vm, inner.args, given)?
            };
            (inner.func, all, Some(inner.kw))
        }
        None => (func, given.to_vec(), None),
    };
    let kw = merged(vm, kw, args.kw)?;
    vm.incref(func);
    let all = vm.increfs(&all);
    let all = vm.tuple(all);
    Ok(vm.instance(
        class,
        Body::Extension(Box::new(Extension::Partial(Partial {
            func,
            args: all,
            kw,
        }))),
    ))
}

fn call(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(this) = partial(vm, args.pos[0]) else {
        return Err(vm.type_error("descriptor '__call__' requires a 'functools.partial' object"));
    };
    let all = joined(vm, this.args, &args.pos[1..])?;
    let mut kw = vm.dict_pairs(this.kw);
    for &(name, value) in args.kw {
        match kw
            .iter_mut()
            .find(|(held, _)| vm.text(*held) == vm.text(name))
        {
            Some(pair) => pair.1 = value,
            None => kw.push((name, value)),
        }
    }
    // `functools.partial` lends what it holds: a call that replaces them with `__setstate__` must not free them.
    let held: Vec<Ref> = [this.func, this.args, this.kw].to_vec();
    for object in vm.increfs(&held) {
        vm.own(object);
    }
    vm.call_args(this.func, &Args { pos: &all, kw: &kw })
}

fn repr(vm: &mut Vm, args: &Args<'_>) -> R {
    let object = args.pos[0];
    let Some(this) = partial(vm, object) else {
        return Ok(vm.none());
    };
    let class = vm.type_of(object);
    let (module, qualname) = vm.type_names(class);
    let name = if vm.since(13) || vm.get(object).counts_class {
        format!("{module}.{qualname}")
    } else {
        "functools.partial".to_owned()
    };
    if vm.thread.repr_running.contains(&object) {
        return Ok(vm.str("..."));
    }
    vm.thread.repr_running.push(object);
    let result = parts(vm, &this);
    vm.thread.repr_running.pop();
    let parts = result?;
    Ok(vm.str(format!("{name}({})", parts.join(", "))))
}

fn parts(vm: &mut Vm, this: &Partial) -> R<Vec<String>> {
    let mut parts = vec![vm.repr_of(this.func)?];
    for arg in vm.items(this.args).to_vec() {
        parts.push(vm.repr_of(arg)?);
    }
    for (key, value) in vm.dict_pairs(this.kw) {
        let key = vm.str_of(key)?;
        let value = vm.repr_of(value)?;
        parts.push(format!("{key}={value}"));
    }
    Ok(parts)
}

fn reduce_method(vm: &mut Vm, args: &Args<'_>) -> R {
    let object = args.pos[0];
    let Some(this) = partial(vm, object) else {
        return Ok(vm.none());
    };
    let dict = match &vm.get(object).attrs {
        Some(attrs) => match attrs.dict {
            crate::objects::InstanceDict::None => vm.one.none,
            _ => vm.instance_dict(object),
        },
        None => vm.one.none,
    };
    let class = vm.type_of(object);
    let items = vm.increfs(&[this.func]);
    let first = vm.tuple(items);
    let state = vm.increfs(&[this.func, this.args, this.kw, dict]);
    let state = vm.tuple(state);
    vm.incref(class);
    Ok(vm.tuple(vec![class, first, state]))
}

fn set_state(vm: &mut Vm, args: &Args<'_>) -> R {
    let (object, state) = (args.pos[0], args.pos.get(1).copied());
    let items = state.map_or(Vec::new(), |state| vm.items(state).to_vec());
    let [func, given, kw, dict] = items[..] else {
        return Err(vm.type_error("invalid partial state"));
    };
    let fits = vm.callable(func)
        && matches!(vm.body(given), Body::Tuple(_))
        && (kw == vm.one.none || matches!(vm.body(kw), Body::Dict(_)));
    if !fits {
        return Err(vm.type_error("invalid partial state"));
    }
    let kw = merged(vm, Some(kw).filter(|&kw| kw != vm.one.none), &[])?;
    vm.increfs(&[func, given]);
    let new = Extension::Partial(Partial {
        func,
        args: given,
        kw,
    });
    let old = match vm.body_mut(object) {
        Body::Extension(extension) => std::mem::replace(&mut **extension, new),
        _ => new,
    };
    let mut gone = Vec::new();
    old.references(&mut |held| gone.push(held));
    for held in gone {
        vm.decref(held);
    }
    if dict != vm.one.none {
        crate::builtins::set_instance_dict(vm, object, Some(dict))?;
    }
    Ok(vm.none())
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__call__", call),
    ("__repr__", repr),
    ("__reduce__", reduce_method),
    ("__setstate__", set_state),
];

pub(super) const PLACEHOLDER: &[(&str, NativeFn)] = &[
    ("__repr__", |vm, _| Ok(vm.str("Placeholder"))),
    ("__reduce__", |vm, _| Ok(vm.str("Placeholder"))),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    (
        "func",
        |vm, object| {
            let held = partial(vm, object).map_or(vm.one.none, |this| this.func);
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "args",
        |vm, object| {
            let held = partial(vm, object).map_or(vm.one.none, |this| this.args);
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "keywords",
        |vm, object| {
            let held = partial(vm, object).map_or(vm.one.none, |this| this.kw);
            Ok(vm.incref(held))
        },
        None,
    ),
    (
        "__dict__",
        crate::builtins::get_instance_dict,
        Some(crate::builtins::set_instance_dict),
    ),
];

/// `functools.reduce`
pub(super) fn reduce(vm: &mut Vm, args: &Args<'_>) -> R {
    let initial = args.kw.iter().find(|(name, _)| vm.text(*name) == "initial");
    let initial = initial.map(|&(_, value)| value).filter(|_| vm.since(14));
    if initial.is_none() || args.kw.len() > 1 {
        arity(vm, args, "reduce", 2, 3, 0)?;
    }
    let (&[func, items], initial) = match args.pos {
        [func, items] => (&[*func, *items], initial),
        [func, items, first] => (&[*func, *items], Some(*first)),
        _ => return Err(vm.type_error("reduce expected at least 2 arguments")),
    };
    if !vm.is_iterable(items) {
        return Err(vm.type_error("reduce() arg 2 must support iteration"));
    }
    let iter = vm.iter(items)?;
    let iter = vm.own(iter);
    let mut result = initial.map(|initial| vm.incref(initial));
    loop {
        let item = match vm.next(iter) {
            Ok(Some(item)) => item,
            Ok(None) => break,
            Err(exc) => {
                vm.xdecref(result);
                return Err(exc);
            }
        };
        result = Some(match result {
            None => item,
            Some(so_far) => {
                let next = vm.call_args(func, &Args::pos(&[so_far, item]));
                vm.decref(so_far);
                vm.decref(item);
                next?
            }
        });
    }
    match result {
        Some(result) => Ok(result),
        None => {
            let what = if vm.since(10) { "iterable" } else { "sequence" };
            Err(vm.type_error(format!("reduce() of empty {what} with no initial value")))
        }
    }
}
