//! `_collections._tuplegetter`: a field of a named tuple.

use objects::Ref;

use crate::builtins::{Attribute, arity};
use crate::objects::{Body, Extension, NativeFn};
use crate::vm::{R, Vm};

fn getter(vm: &Vm, object: Ref) -> Option<(usize, Ref)> {
    match vm.body(object) {
        Body::Extension(extension) => match **extension {
            Extension::TupleGetter { index, doc } => Some((index, doc)),
            _ => None,
        },
        _ => None,
    }
}

fn get(vm: &mut Vm, this: Ref, object: Ref) -> R {
    let Some((index, _)) = getter(vm, this) else {
        return Ok(vm.none());
    };
    if object == vm.one.none {
        return Ok(vm.incref(this));
    }
    if !matches!(vm.body(object), Body::Tuple(_)) {
        let text = format!(
            "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
            vm.tp_name(object)
        );
        return Err(vm.type_error(text));
    }
    match vm.items(object).get(index).copied() {
        Some(item) => Ok(vm.incref(item)),
        None => Err(vm.error("IndexError", "tuple index out of range")),
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        arity(vm, args, "_tuplegetter", 2, 2, 1)?;
        let index = vm.index(args.pos[1])?.max(0) as usize;
        let doc = vm.incref(args.pos[2]);
        let body = Body::Extension(Box::new(Extension::TupleGetter { index, doc }));
        Ok(vm.instance(args.pos[0], body))
    }),
    ("__init__", |vm, _| Ok(vm.none())),
    ("__get__", |vm, args| {
        let object = args.pos.get(1).copied().unwrap_or(vm.one.none);
        get(vm, args.pos[0], object)
    }),
    ("__set__", |vm, _| {
        Err(vm.error("AttributeError", "can't set attribute"))
    }),
    ("__delete__", |vm, _| {
        Err(vm.error("AttributeError", "can't delete attribute"))
    }),
    ("__reduce__", |vm, args| {
        let Some((index, doc)) = getter(vm, args.pos[0]) else {
            return Ok(vm.none());
        };
        let class = vm.type_of(args.pos[0]);
        vm.increfs(&[class, doc]);
        let index = vm.int_usize(index);
        let parts = vm.tuple(vec![index, doc]);
        Ok(vm.tuple(vec![class, parts]))
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "__doc__",
    |vm, object| {
        let doc = getter(vm, object).map_or(vm.one.none, |(_, doc)| doc);
        Ok(vm.incref(doc))
    },
    Some(|vm, object, value| {
        let new = value.unwrap_or(vm.one.none);
        vm.incref(new);
        let old = match vm.body_mut(object) {
            Body::Extension(extension) => match &mut **extension {
                Extension::TupleGetter { doc, .. } => std::mem::replace(doc, new),
                _ => new,
            },
            _ => new,
        };
        vm.decref(old);
        Ok(())
    }),
)];
