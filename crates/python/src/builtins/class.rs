//! The type `type`.

use objects::Ref;

use super::{Attribute, field, held};
use crate::objects::{Body, NativeFn};
use crate::vm::Args;

/// Its methods.
pub(super) const TYPE: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        if args.pos.len() != 4 {
            return Err(vm.type_error("type.__new__() takes exactly 3 arguments"));
        }
        vm.new_class(args.pos[0], args.pos[1], args.pos[2], args.pos[3], args.kw)
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__call__", |vm, args| {
        let rest = Args {
            pos: &args.pos[1..],
            kw: args.kw,
        };
        vm.type_call_plain(args.pos[0], &rest)
    }),
    ("mro", |vm, args| {
        let Body::Type(value) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let items = vm.items(value.mro).to_vec();
        let items = vm.increfs(&items);
        Ok(vm.list(items))
    }),
    ("__subclasses__", |vm, args| {
        let Body::Type(value) = vm.body(args.pos[0]) else {
            return Ok(vm.none());
        };
        let alive: Vec<Ref> = value
            .subclasses
            .iter()
            .copied()
            .filter(|&class| vm.heap.is_alive(class))
            .collect();
        let alive = vm.increfs(&alive);
        Ok(vm.list(alive))
    }),
];

/// Its computed attributes.
pub(super) const TYPE_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let name = value.name.clone();
            Ok(vm.intern(&name))
        },
        Some(|vm, object, value| {
            let Some(value) = value else { return Ok(()) };
            let name = vm.text(value).into();
            if let Body::Type(class) = vm.body_mut(object) {
                class.name = name;
            }
            Ok(())
        }),
    ),
    (
        "__qualname__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let name = value.qualname.clone();
            Ok(vm.intern(&name))
        },
        Some(|vm, object, value| {
            let Some(value) = value else { return Ok(()) };
            let name = vm.text(value).into();
            if let Body::Type(class) = vm.body_mut(object) {
                class.qualname = name;
            }
            Ok(())
        }),
    ),
    field!("__mro__", Body::Type(class) => Some(class.mro)),
    field!("__bases__", Body::Type(class) => Some(class.bases)),
    field!("__base__", Body::Type(class) => class.base),
    (
        "__dict__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let dict = value.dict;
            vm.incref(dict);
            Ok(vm.alloc(Body::MappingProxy(dict)))
        },
        None,
    ),
    (
        "__basicsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let size = vm.layouts.class(value.layout).basicsize();
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__itemsize__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let size = vm.layouts.class(value.layout).itemsize();
            Ok(vm.int_usize(size))
        },
        None,
    ),
    (
        "__dictoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).dictoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
    (
        "__weakrefoffset__",
        |vm, object| {
            let Body::Type(value) = vm.body(object) else {
                return Ok(vm.none());
            };
            let offset = vm.layouts.class(value.layout).weaklistoffset();
            Ok(vm.int_i64(offset as i64))
        },
        None,
    ),
];
