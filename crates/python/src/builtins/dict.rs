//! `dict` and its views.

use objects::Ref;
use objects::types::Dict;

use super::arguments::check_positional;
use super::{Attribute, arity};
use crate::objects::{Body, Kind, NativeFn, View};
use crate::vm::{Args, R, Vm};

/// Methods that weren't always there.
pub(super) const VIEWS_ADDED: &[(&str, u8)] = &[("mapping", 10)];

impl Vm {
    /// `dict.update(other)` where the argument may be anything.
    pub(crate) fn dict_update_arg(&mut self, dict: Ref, other: Ref) -> R<()> {
        let is_mapping = matches!(self.body(other), Body::Dict(_) | Body::MappingProxy(_));
        if !is_mapping {
            let keys = self.getattr_opt(other, "keys")?;
            let has_keys = keys.is_some();
            self.xdecref(keys);
            if !has_keys && !self.is_iterable(other) {
                return Err(self.not_iterable(other));
            }
        }
        self.dict_update(dict, other)
    }
}

fn pop(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "dict.pop", 1, 2, 1)?;
    let (key, default) = (args.pos[1], args.pos.get(2).copied());
    // An empty dictionary doesn't ask the key for its hash.
    let is_empty = matches!(vm.body(args.pos[0]), Body::Dict(table) if table.is_empty());
    let taken = if is_empty {
        None
    } else {
        vm.dict_take(args.pos[0], key)?
    };
    match (taken, default) {
        (Some((held, value)), _) => {
            vm.decref(held);
            Ok(value)
        }
        (None, Some(default)) => Ok(vm.incref(default)),
        (None, None) => Err(vm.key_error(key)),
    }
}

fn update(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    check_positional(vm, name, args.pos.len() - 1, 0, 1)?;
    if let Some(&other) = args.pos.get(1) {
        vm.dict_update_arg(args.pos[0], other)?;
    }
    for &(key, value) in args.kw {
        vm.dict_set(args.pos[0], key, value)?;
    }
    Ok(vm.none())
}

fn from_keys(vm: &mut Vm, args: &Args<'_>) -> R {
    let given = super::arguments::rest(args);
    arity(vm, &given, "dict.fromkeys", 1, 2, 0)?;
    let value = given.pos.get(1).copied().unwrap_or(vm.one.none);
    let keys = given.pos[0];
    let dict = if args.pos[0] == vm.kind(Kind::Dict) {
        let table = match vm.body(keys) {
            Body::Dict(other) if !vm.get(keys).counts_class => {
                Dict::for_keys_of(vm.version, other.len(), other.is_unicode())
            }
            Body::Set(other) | Body::FrozenSet(other) if !vm.get(keys).counts_class => {
                Dict::for_keys_of(vm.version, other.len(), false)
            }
            _ => Dict::by_call(vm.version),
        };
        vm.alloc(Body::Dict(Box::new(table)))
    } else {
        vm.call_args(args.pos[0], &Args::pos(&[]))?
    };
    let dict = vm.own(dict);
    let keys = vm.collect(keys)?;
    for &key in &keys {
        vm.own(key);
    }
    let exact = !vm.get(dict).counts_class;
    for key in keys {
        if exact {
            vm.dict_set(dict, key, value)?;
        } else {
            vm.setitem(dict, key, value)?;
        }
    }
    Ok(vm.incref(dict))
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let dict = Dict::by_call(vm.version);
        Ok(vm.instance(args.pos[0], Body::Dict(Box::new(dict))))
    }),
    ("__init__", |vm, args| update(vm, args, "dict")),
    ("update", |vm, args| update(vm, args, "update")),
    ("get", |vm, args| {
        arity(vm, args, "dict.get", 1, 2, 1)?;
        let value = vm
            .dict_get(args.pos[0], args.pos[1])?
            .or(args.pos.get(2).copied())
            .unwrap_or(vm.one.none);
        Ok(vm.incref(value))
    }),
    ("setdefault", |vm, args| {
        arity(vm, args, "dict.setdefault", 1, 2, 1)?;
        let default = args.pos.get(2).copied().unwrap_or(vm.one.none);
        let value = vm.dict_set_default(args.pos[0], args.pos[1], default)?;
        Ok(vm.incref(value))
    }),
    ("pop", pop),
    ("popitem", |vm, args| {
        arity(vm, args, "dict.popitem", 0, 0, 1)?;
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
        arity(vm, args, "dict.clear", 0, 0, 1)?;
        let gone = match vm.body_mut(args.pos[0]) {
            Body::Dict(table) => table.clear(),
            _ => Vec::new(),
        };
        vm.resized(args.pos[0]);
        for (key, value) in gone {
            vm.decref(key);
            vm.decref(value);
        }
        Ok(vm.none())
    }),
    ("copy", |vm, args| {
        arity(vm, args, "dict.copy", 0, 0, 1)?;
        Ok(vm.dict_copy(args.pos[0]))
    }),
    ("keys", |vm, args| {
        arity(vm, args, "dict.keys", 0, 0, 1)?;
        Ok(vm.view(args.pos[0], View::Keys))
    }),
    ("values", |vm, args| {
        arity(vm, args, "dict.values", 0, 0, 1)?;
        Ok(vm.view(args.pos[0], View::Values))
    }),
    ("items", |vm, args| {
        arity(vm, args, "dict.items", 0, 0, 1)?;
        Ok(vm.view(args.pos[0], View::Items))
    }),
    ("fromkeys", from_keys),
    ("__reversed__", |vm, args| {
        arity(vm, args, "dict.__reversed__", 0, 0, 1)?;
        Ok(vm.dict_iter(args.pos[0], View::Keys, true))
    }),
];

fn viewed(vm: &Vm, object: Ref) -> (Ref, View) {
    match vm.body(object) {
        Body::DictView { dict, view } => (*dict, *view),
        _ => (object, View::Keys),
    }
}

pub(super) const VIEW: &[(&str, NativeFn)] = &[
    ("isdisjoint", |vm, args| {
        arity(vm, args, "dict_keys.isdisjoint", 1, 1, 1)?;
        let (this, mut other) = (args.pos[0], args.pos[1]);
        let mut asked = this;
        let sized = vm.is_any_set(other) || matches!(vm.body(other), Body::DictView { .. });
        if sized && vm.len(other)? > vm.len(this)? {
            (asked, other) = (other, this);
        }
        let items = vm.collect(other)?;
        for &item in &items {
            vm.own(item);
        }
        for item in items {
            if vm.contains(asked, item)? {
                return Ok(vm.bool(false));
            }
        }
        Ok(vm.bool(true))
    }),
    ("__reversed__", reversed_view),
];

fn reversed_view(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "dict_keys.__reversed__", 0, 0, 1)?;
    let (dict, view) = viewed(vm, args.pos[0]);
    Ok(vm.dict_iter(dict, view, true))
}

pub(super) const VALUES: &[(&str, NativeFn)] = &[("__reversed__", reversed_view)];

pub(super) const VIEW_ATTRIBUTES: &[Attribute] = &[(
    "mapping",
    |vm, object| {
        let (dict, _) = viewed(vm, object);
        vm.incref(dict);
        Ok(vm.alloc(Body::MappingProxy(dict)))
    },
    None,
)];

/// A method of the dictionary that a `mappingproxy` shows.
fn of_inner(vm: &mut Vm, args: &Args<'_>, name: &str) -> R {
    let Body::MappingProxy(inner) = vm.body(args.pos[0]) else {
        return Ok(vm.none());
    };
    let inner = *inner;
    vm.call_method(inner, name, &args.pos[1..])
}

pub(super) const PROXY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let mapping = match args.pos.get(1) {
            Some(&mapping) if args.pos.len() == 2 => mapping,
            _ => {
                return Err(
                    vm.type_error("mappingproxy() missing required argument 'mapping' (pos 1)")
                );
            }
        };
        if !matches!(vm.body(mapping), Body::Dict(_) | Body::MappingProxy(_)) {
            let text = format!(
                "mappingproxy() argument must be a mapping, not {}",
                vm.tp_name(mapping)
            );
            return Err(vm.type_error(text));
        }
        vm.incref(mapping);
        Ok(vm.alloc(Body::MappingProxy(mapping)))
    }),
    ("get", |vm, args| of_inner(vm, args, "get")),
    ("keys", |vm, args| of_inner(vm, args, "keys")),
    ("values", |vm, args| of_inner(vm, args, "values")),
    ("items", |vm, args| of_inner(vm, args, "items")),
    ("copy", |vm, args| of_inner(vm, args, "copy")),
    ("__reversed__", |vm, args| {
        of_inner(vm, args, "__reversed__")
    }),
];
