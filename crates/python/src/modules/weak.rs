//! The module `weakref`, over the crate of that name.

use objects::Ref;
use weakref::{Container, Flavour, Item, Part, key_dictionary, set, value_dictionary};

use crate::builtins::Attribute;
use crate::objects::{Body, Iter, Kind, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

/// Runs a part of the crate, and tells allocator and collector of what it made.
fn with<T, E: Into<Exc>>(vm: &mut Vm, run: impl FnOnce(&mut Vm) -> Result<T, E>) -> R<T> {
    let before = vm.heap.len();
    let result = run(vm);
    vm.adopt_since(before);
    result.map_err(Into::into)
}

fn callback(vm: &Vm, args: &Args<'_>, place: usize) -> Option<Ref> {
    args.pos
        .get(place)
        .copied()
        .filter(|&callback| callback != vm.one.none)
}

/// `weakref.ref(object, callback)`
pub(crate) fn new_weakref(vm: &mut Vm, args: &Args<'_>) -> R {
    let class = args.pos[0];
    let Some(&object) = args.pos.get(1) else {
        return Err(vm.type_error("__new__ expected at least 1 argument, got 0"));
    };
    if class != vm.kind(Kind::WeakRef) {
        return Err(vm.unsupported("a class derived from weakref.ref"));
    }
    let callback = callback(vm, args, 2);
    with(vm, |vm| weakref::new_ref(vm, object, callback))
}

/// `weakref.WeakMethod(method, callback)`
pub(crate) fn new_weak_method(vm: &mut Vm, args: &Args<'_>) -> R {
    let callback = callback(vm, args, 2);
    with(vm, |vm| weakref::method::new(vm, args.pos[1], callback))
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("weakref");
    for (name, kind) in [
        ("ref", Kind::WeakRef),
        ("ReferenceType", Kind::WeakRef),
        ("ProxyType", Kind::WeakProxy),
        ("CallableProxyType", Kind::WeakCallableProxy),
        ("WeakMethod", Kind::WeakMethod),
        ("KeyedRef", Kind::KeyedRef),
        ("WeakValueDictionary", Kind::WeakValueDictionary),
        ("WeakKeyDictionary", Kind::WeakKeyDictionary),
        ("WeakSet", Kind::WeakSet),
        ("finalize", Kind::Finalize),
    ] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, name, class);
    }
    vm.define(dict, "proxy", |vm, args| {
        let callback = callback(vm, args, 1);
        with(vm, |vm| weakref::new_proxy(vm, args.pos[0], callback))
    });
    vm.define(dict, "getweakrefcount", |vm, args| {
        let count = weakref::getweakrefcount(&vm.heap, args.pos[0]);
        Ok(vm.int_usize(count))
    });
    vm.define(dict, "getweakrefs", |vm, args| {
        let found = weakref::getweakrefs(&vm.heap, args.pos[0]);
        let found = vm.increfs(&found);
        Ok(vm.list(found))
    });
    module
}

fn flavour(vm: &Vm, object: Ref) -> Option<Flavour> {
    match vm.body(object) {
        Body::Part(part) => match part.type_name() {
            "WeakValueDictionary" => Some(Flavour::Values),
            "WeakKeyDictionary" => Some(Flavour::Keys),
            "WeakSet" => Some(Flavour::Set),
            _ => None,
        },
        _ => None,
    }
}

fn fill(vm: &mut Vm, this: Ref, items: Ref) -> R<()> {
    if flavour(vm, this) == Some(Flavour::Set) {
        let items = vm.collect(items)?;
        for &item in &items {
            vm.own(item);
        }
        return items
            .into_iter()
            .try_for_each(|item| with(vm, |vm| set::add(vm, this, item)));
    }
    let copy = vm.dict();
    let copy = vm.own(copy);
    vm.dict_update(copy, items)?;
    vm.dict_pairs(copy)
        .into_iter()
        .try_for_each(|(key, value)| vm.setitem(this, key, value))
}

fn view(vm: &mut Vm, this: Ref, what: u8) -> R {
    let iter = match (flavour(vm, this), what) {
        (Some(Flavour::Values), 0) => value_dictionary::keys(vm, this),
        (Some(Flavour::Values), 1) => value_dictionary::values(vm, this),
        (Some(Flavour::Values), _) => value_dictionary::items(vm, this),
        (Some(Flavour::Keys), 0) => key_dictionary::keys(vm, this),
        (Some(Flavour::Keys), 1) => key_dictionary::values(vm, this),
        (Some(Flavour::Keys), _) => key_dictionary::items(vm, this),
        _ => set::iter(vm, this),
    };
    Ok(vm.alloc(Body::Iter(Box::new(Iter::Weak {
        iter: Some(Box::new(iter)),
        holds: Vec::new(),
    }))))
}

fn update(vm: &mut Vm, args: &Args<'_>) -> R {
    for &items in &args.pos[1..] {
        fill(vm, args.pos[0], items)?;
    }
    Ok(vm.none())
}

fn found(vm: &mut Vm, found: Option<Ref>, default: Option<Ref>) -> R {
    match found {
        Some(value) => Ok(value),
        None => {
            let value = default.unwrap_or(vm.one.none);
            Ok(vm.incref(value))
        }
    }
}

const DICTIONARY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let is_values = args.pos[0] == vm.kind(Kind::WeakValueDictionary);
        with(vm, |vm| {
            if is_values {
                value_dictionary::new(vm)
            } else {
                key_dictionary::new(vm)
            }
        })
    }),
    ("__init__", update),
    ("update", update),
    ("get", |vm, args| {
        let is_values = flavour(vm, args.pos[0]) == Some(Flavour::Values);
        let value = with(vm, |vm| {
            if is_values {
                value_dictionary::get(vm, args.pos[0], args.pos[1])
            } else {
                key_dictionary::get(vm, args.pos[0], args.pos[1])
            }
        })?;
        found(vm, value, args.pos.get(2).copied())
    }),
    ("pop", |vm, args| {
        let is_values = flavour(vm, args.pos[0]) == Some(Flavour::Values);
        let value = with(vm, |vm| {
            if is_values {
                value_dictionary::pop(vm, args.pos[0], args.pos[1])
            } else {
                key_dictionary::pop(vm, args.pos[0], args.pos[1])
            }
        })?;
        match (value, args.pos.get(2)) {
            (None, None) => Err(vm.key_error(args.pos[1])),
            (value, default) => found(vm, value, default.copied()),
        }
    }),
    ("setdefault", |vm, args| {
        let is_values = flavour(vm, args.pos[0]) == Some(Flavour::Values);
        let default = args.pos.get(2).copied().unwrap_or(vm.one.none);
        with(vm, |vm| {
            if is_values {
                value_dictionary::setdefault(vm, args.pos[0], args.pos[1], default)
            } else {
                key_dictionary::setdefault(vm, args.pos[0], args.pos[1], default)
            }
        })
    }),
    ("clear", |vm, args| {
        if flavour(vm, args.pos[0]) == Some(Flavour::Values) {
            with(vm, |vm| value_dictionary::clear(vm, args.pos[0]))?;
            return Ok(vm.none());
        }
        Err(vm.unsupported("WeakKeyDictionary.clear"))
    }),
    ("keys", |vm, args| view(vm, args.pos[0], 0)),
    ("values", |vm, args| view(vm, args.pos[0], 1)),
    ("items", |vm, args| view(vm, args.pos[0], 2)),
    ("copy", |vm, args| {
        let is_values = flavour(vm, args.pos[0]) == Some(Flavour::Values);
        with(vm, |vm| {
            if is_values {
                value_dictionary::copy(vm, args.pos[0])
            } else {
                key_dictionary::copy(vm, args.pos[0])
            }
        })
    }),
    ("keyrefs", |vm, args| {
        let found = key_dictionary::keyrefs(vm, args.pos[0]);
        Ok(vm.list(found))
    }),
    ("valuerefs", |vm, args| {
        let found = with(vm, |vm| value_dictionary::valuerefs(vm, args.pos[0]))?;
        Ok(vm.list(found))
    }),
];

const SET: &[(&str, NativeFn)] = &[
    ("__new__", |vm, _| with(vm, |vm| set::new(vm))),
    ("__init__", update),
    ("update", update),
    ("add", |vm, args| {
        with(vm, |vm| set::add(vm, args.pos[0], args.pos[1]))?;
        Ok(vm.none())
    }),
    ("discard", |vm, args| {
        with(vm, |vm| set::discard(vm, args.pos[0], args.pos[1]))?;
        Ok(vm.none())
    }),
    ("remove", |vm, args| {
        with(vm, |vm| set::remove(vm, args.pos[0], args.pos[1]))?;
        Ok(vm.none())
    }),
    ("pop", |vm, args| with(vm, |vm| set::pop(vm, args.pos[0]))),
    ("clear", |vm, args| {
        with(vm, |vm| set::clear(vm, args.pos[0]))?;
        Ok(vm.none())
    }),
    ("copy", |vm, args| with(vm, |vm| set::copy(vm, args.pos[0]))),
];

/// The methods of a weak container.
pub(crate) fn container_methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    if kind == Kind::WeakSet {
        SET
    } else {
        DICTIONARY
    }
}

/// The methods of `weakref.finalize`.
pub(crate) const FINALIZE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let kwargs = if args.kw.is_empty() {
            None
        } else {
            let dict = vm.dict();
            for &(key, value) in args.kw {
                vm.dict_set_name(dict, key, value);
            }
            Some(vm.own(dict))
        };
        if args.pos.len() < 3 {
            return Err(vm.type_error(format!(
                "finalize expected at least 2 positional arguments, got {}",
                args.pos.len() - 1
            )));
        }
        with(vm, |vm| {
            weakref::finalize::new(vm, args.pos[1], args.pos[2], &args.pos[3..], kwargs)
        })
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("detach", |vm, args| {
        let info = weakref::finalize::detach(vm, args.pos[0]);
        finalizing(vm, info, true)
    }),
    ("peek", |vm, args| {
        let info = weakref::finalize::peek(vm, args.pos[0]);
        finalizing(vm, info, true)
    }),
];

fn finalizing(vm: &mut Vm, info: Option<weakref::Finalizing>, _owned: bool) -> R {
    let Some(info) = info else {
        return Ok(vm.none());
    };
    let args = vm.tuple(info.args);
    let kwargs = match info.kwargs {
        Some(kwargs) => kwargs,
        None => vm.dict(),
    };
    Ok(vm.tuple(vec![info.obj, info.func, args, kwargs]))
}

/// Its computed attributes.
pub(crate) const FINALIZE_ATTRIBUTES: &[Attribute] = &[
    (
        "alive",
        |vm, object| {
            let alive = weakref::finalize::alive(vm, object);
            Ok(vm.bool(alive))
        },
        None,
    ),
    (
        "atexit",
        |vm, object| {
            let atexit = weakref::finalize::atexit(vm, object);
            Ok(vm.bool(atexit))
        },
        Some(|vm, object, value| {
            let on = match value {
                Some(value) => vm.truth(value)?,
                None => false,
            };
            weakref::finalize::set_atexit(vm, object, on);
            Ok(())
        }),
    ),
];

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

    pub(crate) fn call_weak_part(&mut self, part: Ref, args: &Args<'_>) -> R {
        enum What {
            Reference,
            Method,
            Finalize,
            Other,
        }
        let what = match self.body(part) {
            Body::Part(value) => match **value {
                Part::Keyed(_) => What::Reference,
                Part::Method(_) => What::Method,
                Part::Finalize(_) => What::Finalize,
                _ => What::Other,
            },
            _ => What::Other,
        };
        let result = match what {
            What::Reference => return self.call_weakref(part, args),
            What::Method => with(self, |vm| weakref::method::call(vm, part))?,
            What::Finalize => with(self, |vm| weakref::finalize::call(vm, part))?,
            What::Other => match weakref::call_part(self, part, args.pos) {
                Some(result) => result?,
                None => {
                    let text = format!("'{}' object is not callable", self.tp_name(part));
                    return Err(self.type_error(text));
                }
            },
        };
        Ok(match result {
            Some(value) => value,
            None => self.none(),
        })
    }

    pub(crate) fn weak_contains(&mut self, this: Ref, item: Ref) -> R<bool> {
        match flavour(self, this) {
            Some(Flavour::Values) => with(self, |vm| value_dictionary::contains(vm, this, item)),
            Some(Flavour::Keys) => with(self, |vm| key_dictionary::contains(vm, this, item)),
            Some(Flavour::Set) => with(self, |vm| set::contains(vm, this, item)),
            None => {
                let text = format!("argument of type '{}' is not iterable", self.tp_name(this));
                Err(self.type_error(text))
            }
        }
    }

    pub(crate) fn weak_len(&mut self, this: Ref) -> R<usize> {
        match flavour(self, this) {
            Some(Flavour::Values) => with(self, |vm| value_dictionary::len(vm, this)),
            Some(Flavour::Keys) => with(self, |vm| key_dictionary::len(vm, this)),
            _ => Ok(set::len(self, this)),
        }
    }

    pub(crate) fn weak_getitem(&mut self, this: Ref, key: Ref) -> R {
        match flavour(self, this) {
            Some(Flavour::Values) => with(self, |vm| value_dictionary::getitem(vm, this, key)),
            Some(Flavour::Keys) => with(self, |vm| key_dictionary::getitem(vm, this, key)),
            _ => {
                let text = format!("'{}' object is not subscriptable", self.tp_name(this));
                Err(self.type_error(text))
            }
        }
    }

    pub(crate) fn weak_setitem(&mut self, this: Ref, key: Ref, value: Ref) -> R<()> {
        match flavour(self, this) {
            Some(Flavour::Values) => {
                with(self, |vm| value_dictionary::setitem(vm, this, key, value))
            }
            Some(Flavour::Keys) => with(self, |vm| key_dictionary::setitem(vm, this, key, value)),
            _ => {
                let text = format!(
                    "'{}' object does not support item assignment",
                    self.tp_name(this)
                );
                Err(self.type_error(text))
            }
        }
    }

    pub(crate) fn weak_delitem(&mut self, this: Ref, key: Ref) -> R<()> {
        match flavour(self, this) {
            Some(Flavour::Values) => with(self, |vm| value_dictionary::delitem(vm, this, key)),
            Some(Flavour::Keys) => with(self, |vm| key_dictionary::delitem(vm, this, key)),
            _ => {
                let text = format!(
                    "'{}' object doesn't support item deletion",
                    self.tp_name(this)
                );
                Err(self.type_error(text))
            }
        }
    }

    pub(crate) fn weak_iter(&mut self, this: Ref) -> R {
        if flavour(self, this).is_none() {
            let text = format!("'{}' object is not iterable", self.tp_name(this));
            return Err(self.type_error(text));
        }
        view(self, this, 0)
    }

    pub(crate) fn weak_next(&mut self, iter: Ref) -> R<Option<Ref>> {
        let taken = match self.body_mut(iter) {
            Body::Iter(state) => match &mut **state {
                Iter::Weak { iter, .. } => iter.take(),
                _ => None,
            },
            _ => None,
        };
        let Some(mut state) = taken else {
            return Ok(None);
        };
        let result = with(self, |vm| state.next(vm));
        if let Body::Iter(held) = self.body_mut(iter) {
            if let Iter::Weak { iter, .. } = &mut **held {
                *iter = Some(state);
            }
        }
        Ok(match result? {
            None => None,
            Some(Item {
                key: Some(key),
                value: Some(value),
            }) => Some(self.tuple(vec![key, value])),
            Some(Item { key, value }) => key.or(value),
        })
    }

    pub(crate) fn weak_part_repr(&mut self, object: Ref) -> R<String> {
        Ok(self.default_repr(object))
    }
}

const _: fn(&Container) = |_| {};
