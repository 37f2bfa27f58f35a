//! Functions, methods and properties: what binds.

use objects::Ref;

use super::object::{get_instance_dict, set_instance_dict};
use super::{Attribute, argument, arity, field, held};
use crate::objects::{Body, NativeFn, Property};
use crate::vm::{Args, R, Vm};

/// The methods of `property`.
pub(super) const PROPERTY: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let class = args.pos[0];
        Ok(vm.instance(class, Body::Property(Box::default())))
    }),
    ("__init__", |vm, args| {
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
        };
        if let Body::Property(property) = vm.body_mut(args.pos[0]) {
            **property = new;
        }
        Ok(vm.none())
    }),
    ("getter", |vm, args| property_with(vm, args, 0)),
    ("setter", |vm, args| property_with(vm, args, 1)),
    ("deleter", |vm, args| property_with(vm, args, 2)),
];

fn property_with(vm: &mut Vm, args: &Args<'_>, place: usize) -> R {
    let Body::Property(property) = vm.body(args.pos[0]) else {
        return Ok(vm.none());
    };
    let mut new = (**property).clone();
    match place {
        0 => new.get = Some(args.pos[1]),
        1 => new.set = Some(args.pos[1]),
        _ => new.delete = Some(args.pos[1]),
    }
    new.name = None;
    for part in [new.get, new.set, new.delete, new.doc]
        .into_iter()
        .flatten()
    {
        vm.incref(part);
    }
    Ok(vm.alloc(Body::Property(Box::new(new))))
}

/// `staticmethod(function)` and `classmethod(function)`.
pub(super) fn wrapper(vm: &mut Vm, args: &Args<'_>, make: fn(Ref) -> Body) -> R {
    arity(vm, args, "staticmethod", 1, 1, 1)?;
    let func = vm.incref(args.pos[1]);
    Ok(vm.alloc(make(func)))
}

/// The computed attributes of functions.
pub(super) const FUNCTION_ATTRIBUTES: &[Attribute] = &[
    field!("__name__", Body::Function(function) => Some(function.name)),
    field!("__qualname__", Body::Function(function) => Some(function.qualname)),
    field!("__module__", Body::Function(function) => function.module),
    field!("__doc__", Body::Function(function) => Some(function.doc)),
    field!("__code__", Body::Function(function) => Some(function.code)),
    field!("__globals__", Body::Function(function) => Some(function.globals)),
    field!("__closure__", Body::Function(function) => function.closure),
    field!("__defaults__", Body::Function(function) => function.defaults),
    field!("__kwdefaults__", Body::Function(function) => function.kwdefaults),
    ("__dict__", get_instance_dict, Some(set_instance_dict)),
];

/// Of bound methods.
pub(super) const METHOD_ATTRIBUTES: &[Attribute] = &[
    field!("__func__", Body::Method { func, .. } => Some(*func)),
    field!("__self__", Body::Method { this, .. } => Some(*this)),
    (
        "__name__",
        |vm, object| {
            let Body::Method { func, .. } = vm.body(object) else {
                return Ok(vm.none());
            };
            let func = *func;
            vm.getattr_str(func, "__name__")
        },
        None,
    ),
];

/// Of built-in functions.
pub(super) const NATIVE_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| {
            let Body::Native(native) = vm.body(object) else {
                return Ok(vm.none());
            };
            let name = native.name;
            Ok(vm.intern(name))
        },
        None,
    ),
    field!("__self__", Body::Native(native) => native.this),
];

/// Of `property`.
pub(super) const PROPERTY_ATTRIBUTES: &[Attribute] = &[
    field!("fget", Body::Property(property) => property.get),
    field!("fset", Body::Property(property) => property.set),
    field!("fdel", Body::Property(property) => property.delete),
];

/// Of `staticmethod` and `classmethod`.
pub(super) const WRAPPER_ATTRIBUTES: &[Attribute] = &[(
    "__func__",
    |vm, object| {
        let (Body::StaticMethod(func) | Body::ClassMethod(func)) = vm.body(object) else {
            return Ok(vm.none());
        };
        let func = *func;
        Ok(vm.incref(func))
    },
    None,
)];
