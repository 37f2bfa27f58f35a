//! Generators and coroutines.

use super::{Attribute, field, held};
use crate::objects::{Body, NativeFn};
use crate::vm::Exc;

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__next__", |vm, args| {
        match vm.resume(args.pos[0], Ok(vm.one.none))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("send", |vm, args| {
        match vm.resume(args.pos[0], Ok(args.pos[1]))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("throw", |vm, args| {
        let exception = vm.exception_from(args.pos[1])?;
        match vm.resume(args.pos[0], Err(Exc::Raised(exception)))? {
            Ok(value) => Ok(value),
            Err(returned) => Err(vm.stop_iteration(Some(returned))),
        }
    }),
    ("close", |vm, args| vm.generator_close(args.pos[0])),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    field!("__name__", Body::Generator(generator) => Some(generator.name)),
    field!("__qualname__", Body::Generator(generator) => Some(generator.qualname)),
];
