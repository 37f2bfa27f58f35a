//! `property`.

use objects::Ref;

use super::descriptors::{get, is_abstract};
use super::{Attribute, argument, field, held};
use crate::objects::{Body, Kind, NativeFn, Property};
use crate::vm::{Args, R, Vm};

/// Its methods.
pub(super) const PROPERTY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        Ok(vm.instance(args.pos[0], Body::Property(Box::default())))
    }),
    ("__init__", init),
    ("__get__", get),
    ("__set__", |vm, args| {
        vm.set_native(args.pos[0], args.pos[1], Some(args.pos[2]))?;
        Ok(vm.none())
    }),
    ("__delete__", |vm, args| {
        vm.set_native(args.pos[0], args.pos[1], None)?;
        Ok(vm.none())
    }),
    ("__set_name__", |vm, args| {
        let [_, _, name] = *args.pos else {
            let text = format!(
                "__set_name__() takes 2 positional arguments but {} were given",
                args.pos.len() - 1
            );
            return Err(vm.type_error(text));
        };
        vm.name_property(args.pos[0], name);
        Ok(vm.none())
    }),
    ("getter", |vm, args| copy(vm, args, 0)),
    ("setter", |vm, args| copy(vm, args, 1)),
    ("deleter", |vm, args| copy(vm, args, 2)),
];

/// `property(fget, fset, fdel, doc)`: `property_init_impl`.
fn init(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let part = |vm: &mut Vm, place: usize, name: &str| {
        argument(vm, args, place, name)
            .filter(|&value| value != vm.one.none)
            .map(|value| vm.incref(value))
    };
    let new = Property {
        get: part(vm, 1, "fget"),
        set: part(vm, 2, "fset"),
        delete: part(vm, 3, "fdel"),
        doc: part(vm, 4, "doc"),
        name: None,
        getter_doc: false,
    };
    let (get, has_doc) = (new.get, new.doc.is_some());
    let old = match vm.body_mut(this) {
        Body::Property(property) => std::mem::replace(&mut **property, new),
        _ => new,
    };
    for old in [old.get, old.set, old.delete, old.doc, old.name]
        .into_iter()
        .flatten()
    {
        vm.decref(old);
    }
    // Without a text of its own it has the getter's.
    let mut doc = match (get, has_doc) {
        (Some(get), false) => vm.getattr_opt(get, "__doc__")?,
        _ => None,
    };
    if doc == Some(vm.one.none) {
        vm.xdecref(doc.take());
    }
    let is_plain = vm.type_of(this) == vm.kind(Kind::Property);
    if let Some(doc) = doc {
        if let Body::Property(property) = vm.body_mut(this) {
            property.getter_doc = true;
        }
        if is_plain {
            if let Body::Property(property) = vm.body_mut(this) {
                property.doc = Some(doc);
            }
        } else {
            let result = vm.setattr_str(this, "__doc__", doc);
            vm.decref(doc);
            result?;
        }
    } else if !is_plain && has_doc {
        let doc = match vm.body(this) {
            Body::Property(property) => property.doc,
            _ => None,
        };
        if let Some(doc) = doc {
            vm.setattr_str(this, "__doc__", doc)?;
        }
    }
    Ok(vm.none())
}

/// `getter`, `setter`, `deleter`: another property with one part changed, of the same class (`property_copy`).
fn copy(vm: &mut Vm, args: &Args<'_>, place: usize) -> R {
    let this = args.pos[0];
    let Some(&given) = args.pos.get(1) else {
        let name = ["getter", "setter", "deleter"][place.min(2)];
        let text = format!("property.{name}() takes exactly one argument (0 given)");
        return Err(vm.type_error(text));
    };
    let Body::Property(property) = vm.body(this) else {
        return Ok(vm.none());
    };
    let (name, none) = (property.name, vm.one.none);
    let mut parts = [property.get, property.set, property.delete];
    if given != none {
        parts[place] = Some(given);
    }
    let [get, set, delete] = parts.map(|part| part.unwrap_or(none));
    let doc = if property.getter_doc && get != none {
        none
    } else {
        property.doc.unwrap_or(none)
    };
    let class = vm.type_of(this);
    let new = vm.call_args(class, &Args::pos(&[get, set, delete, doc]))?;
    if let (true, Some(name)) = (vm.since(10), name) {
        vm.name_property(new, name);
    }
    Ok(new)
}

/// Its computed attributes.
pub(super) const PROPERTY_ATTRIBUTES: &[Attribute] = &[
    field!("fget", Body::Property(property) => property.get),
    field!("fset", Body::Property(property) => property.set),
    field!("fdel", Body::Property(property) => property.delete),
    (
        "__doc__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Property(property) => property.doc,
                _ => None,
            };
            held(vm, value)
        },
        Some(|vm, object, value| {
            if let Some(value) = value {
                vm.incref(value);
            }
            let old = match vm.body_mut(object) {
                Body::Property(property) => std::mem::replace(&mut property.doc, value),
                _ => value,
            };
            vm.xdecref(old);
            Ok(())
        }),
    ),
    ("__isabstractmethod__", abstract_mark, None),
    (
        "__name__",
        |vm, object| {
            let (name, get) = match vm.body(object) {
                Body::Property(property) => (property.name, property.get),
                _ => (None, None),
            };
            if let Some(name) = name {
                return Ok(vm.incref(name));
            }
            if let Some(get) = get
                && let Some(name) = vm.getattr_opt(get, "__name__")?
            {
                return Ok(name);
            }
            let name = vm.intern("__name__");
            let name = vm.own(name);
            let text = format!(
                "'{}' object has no attribute '__name__'",
                vm.tp_name(object)
            );
            Err(vm.attribute_error(text, object, name))
        },
        Some(|vm, object, value| {
            if let Some(value) = value {
                vm.name_property(object, value);
                return Ok(());
            }
            let old = match vm.body_mut(object) {
                Body::Property(property) => property.name.take(),
                _ => None,
            };
            vm.xdecref(old);
            Ok(())
        }),
    ),
];

/// What came after 3.8.
pub(super) const ADDED: &[(&str, u8)] = &[("__name__", 13)];

fn abstract_mark(vm: &mut Vm, object: Ref) -> R {
    let parts = match vm.body(object) {
        Body::Property(property) => [property.get, property.set, property.delete],
        _ => [None; 3],
    };
    for part in parts.into_iter().flatten() {
        if is_abstract(vm, part)? {
            return Ok(vm.bool(true));
        }
    }
    Ok(vm.bool(false))
}
