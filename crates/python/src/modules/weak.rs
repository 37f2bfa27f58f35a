//! The module `_weakref`, and the type `weakref.ref`: what of weak references isn't written in Python.

use objects::Ref;
use version::Version;
use weakref::WeakReference;

use crate::builtins::{Attribute, arity};
use crate::objects::{Attrs, Body, Kind, NativeFn, Object};
use crate::vm::{Args, R, Vm};

/// The object and the callback that `ref` and `proxy` are called with.
fn parse(vm: &mut Vm, args: &Args<'_>, name: &str, this: usize) -> R<(Ref, Option<Ref>)> {
    let given = args.pos.len() - this;
    let text = match given {
        0 => format!("{name} expected at least 1 argument, got 0"),
        1 | 2 => {
            let callback = args.pos.get(this + 1).copied();
            let callback = callback.filter(|&callback| callback != vm.one.none);
            return Ok((args.pos[this], callback));
        }
        _ => format!("{name} expected at most 2 arguments, got {given}"),
    };
    Err(vm.type_error(text))
}

/// `weakref.ref(object, callback)`, of the class itself or of one derived from it: `weakref___new__`.
fn new_ref(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let (object, callback) = parse(vm, args, "__new__", 1)?;
    if class == vm.kind(Kind::WeakRef) {
        return Ok(weakref::new_ref(vm, object, callback)?);
    }
    let Body::Type(value) = vm.body(class) else {
        return Err(vm.type_error("ref.__new__(X): X is not a type object"));
    };
    let (weakly, slots, slot_order) =
        (value.weakly, value.slots as usize, value.slot_order.clone());
    vm.incref(class);
    let made = weakref::new_subclass_ref(vm, object, callback, |reference| Object {
        class: Some(class),
        counts_class: true,
        weakly,
        body: Body::Weak(reference),
        attrs: Some(Box::new(Attrs {
            slots: vec![None; slots],
            slot_order,
            ..Attrs::default()
        })),
    });
    if made.is_err() {
        vm.decref(class);
    }
    Ok(made?)
}

fn init(vm: &mut Vm, args: &Args<'_>) -> R {
    if !args.kw.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    parse(vm, args, "__init__", 1)?;
    Ok(vm.none())
}

/// The methods of `ref`.
pub(crate) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", new_ref),
    ("__init__", init),
    ("__call__", |vm, args| {
        let rest = Args {
            pos: &args.pos[1..],
            kw: args.kw,
        };
        vm.call_weakref(args.pos[0], &rest)
    }),
    ("__hash__", |vm, args| {
        let hash = weakref::hash(vm, args.pos[0])?;
        Ok(vm.int_i64(hash))
    }),
    ("__eq__", |vm, args| compare(vm, args, true)),
    ("__ne__", |vm, args| compare(vm, args, false)),
    ("__repr__", |vm, args| {
        let text = repr(vm, args.pos[0])?;
        Ok(vm.str(text))
    }),
];

/// Whether only the object's type is asked for `__name__`, so that no `__getattr__` runs (gh-99184).
fn asks_type(version: Version) -> bool {
    version >= Version::new(3, 11, 4)
}

/// `weakref_repr` and `proxy_repr`. The object of a reference says its `__name__`, if it has one.
pub(crate) fn repr(vm: &mut Vm, reference: Ref) -> R<String> {
    let is_proxy =
        weakref::reference(&vm.heap, reference).is_some_and(|held| held.kind().is_proxy());
    if is_proxy {
        return Ok(weakref::repr(vm, reference));
    }
    vm.scope(|vm| {
        let object = weakref::get_ref(&mut vm.heap, reference).map(|object| vm.own(object));
        let name = match object {
            Some(object) if asks_type(vm.version) => match vm.special(object, "__name__") {
                Some(found) => {
                    let class = vm.type_of(object);
                    vm.incref(found);
                    let found = vm.own(found);
                    Some(vm.bind(found, Some(object), class)?)
                }
                None => None,
            },
            Some(object) => vm.getattr_opt(object, "__name__")?,
            None => None,
        };
        let name = name.map(|name| vm.own(name));
        let name = name.filter(|&name| matches!(vm.body(name), Body::Str(_)));
        let name = name.map(|name| vm.text(name).to_owned());
        Ok(weakref::repr_with(vm, reference, name.as_deref()))
    })
}

fn compare(vm: &mut Vm, args: &Args<'_>, wanted: bool) -> R {
    arity(vm, args, "__eq__", 1, 1, 1)?;
    let (left, right) = (args.pos[0], args.pos[1]);
    let is_reference = |vm: &Vm, object: Ref| matches!(vm.body(object), Body::Weak(reference) if !reference.kind().is_proxy());
    if !is_reference(vm, left) || !is_reference(vm, right) {
        return Ok(vm.incref(vm.one.not_implemented));
    }
    let same = weakref::eq(vm, left, right)?;
    Ok(vm.bool(same == wanted))
}

/// The computed attributes of `ref`.
pub(crate) const ATTRIBUTES: &[Attribute] = &[(
    "__callback__",
    |vm, object| {
        let callback = weakref::reference(&vm.heap, object).and_then(WeakReference::callback);
        let callback = callback.unwrap_or(vm.one.none);
        Ok(vm.incref(callback))
    },
    None,
)];

/// The module `_weakref`.
pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_weakref");
    for (name, kind) in [
        ("ref", Kind::WeakRef),
        ("ReferenceType", Kind::WeakRef),
        ("ProxyType", Kind::WeakProxy),
        ("CallableProxyType", Kind::WeakCallableProxy),
    ] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, name, class);
    }
    vm.define(dict, "proxy", |vm, args| {
        if !args.kw.is_empty() {
            return Err(vm.type_error("weakref.proxy() takes no keyword arguments"));
        }
        let (object, callback) = parse(vm, args, "proxy", 0)?;
        Ok(weakref::new_proxy(vm, object, callback)?)
    });
    vm.define(dict, "getweakrefcount", |vm, args| {
        arity(vm, args, "_weakref.getweakrefcount", 1, 1, 0)?;
        let count = weakref::getweakrefcount(&vm.heap, args.pos[0]);
        Ok(vm.int_usize(count))
    });
    vm.define(dict, "getweakrefs", |vm, args| {
        arity(vm, args, "_weakref.getweakrefs", 1, 1, 0)?;
        let found = weakref::getweakrefs(&vm.heap, args.pos[0]);
        let found = vm.increfs(&found);
        Ok(vm.list(found))
    });
    vm.define(dict, "_remove_dead_weakref", |vm, args| {
        arity(vm, args, "_remove_dead_weakref", 2, 2, 0)?;
        let (dict, key) = (args.pos[0], args.pos[1]);
        if !matches!(vm.body(dict), Body::Dict(_)) {
            let text = format!(
                "_remove_dead_weakref() argument 1 must be dict, not {}",
                vm.tp_name(dict)
            );
            return Err(vm.type_error(text));
        }
        let Some(held) = vm.dict_get(dict, key)? else {
            return Ok(vm.none());
        };
        if weakref::reference(&vm.heap, held).is_none() {
            return Err(vm.type_error("not a weakref"));
        }
        if weakref::is_dead(&vm.heap, held) {
            vm.delitem(dict, key)?;
        }
        Ok(vm.none())
    });
    module
}

impl Vm {
    /// `reference()`
    pub(crate) fn call_weakref(&mut self, weakref: Ref, args: &Args<'_>) -> R {
        if !args.pos.is_empty() || !args.kw.is_empty() {
            let text = format!("{}() takes no arguments", self.tp_name(weakref));
            return Err(self.type_error(text));
        }
        Ok(match weakref::get_ref(&mut self.heap, weakref) {
            Some(object) => object,
            None => self.none(),
        })
    }
}
