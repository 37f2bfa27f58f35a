//! Exceptions and tracebacks.

use super::object::{get_instance_dict, set_instance_dict};
use super::{Attribute, field, held};
use crate::objects::{Body, NativeFn};

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, args| {
        let body = vm.exception_body(&args.pos[1..]);
        let made = vm.instance(args.pos[0], body);
        let wants_extra =
            vm.is_exception(made, "StopIteration") || vm.is_exception(made, "SystemExit");
        if let (true, Some(&value)) = (wants_extra, args.pos.get(1)) {
            vm.incref(value);
            if let Body::Exception(state) = vm.body_mut(made) {
                state.extra = Some(value);
            }
        }
        Ok(made)
    }),
    ("__init__", |vm, args| {
        let items = vm.increfs(&args.pos[1..]);
        let new = vm.tuple(items);
        let old = match vm.body_mut(args.pos[0]) {
            Body::Exception(state) => std::mem::replace(&mut state.args, new),
            _ => new,
        };
        vm.decref(old);
        Ok(vm.none())
    }),
    ("__str__", |vm, args| {
        let text = {
            let this = args.pos[0];
            let Body::Exception(state) = vm.body(this) else {
                return Ok(vm.none());
            };
            let tuple = state.args;
            match vm.items(tuple).to_vec()[..] {
                [] => String::new(),
                [one] if vm.is_exception(this, "KeyError") => vm.repr_of(one)?,
                [one] => vm.str_of(one)?,
                _ => vm.repr_of(tuple)?,
            }
        };
        Ok(vm.str(text))
    }),
    ("with_traceback", |vm, args| {
        let new = (args.pos[1] != vm.one.none).then(|| vm.incref(args.pos[1]));
        let old = match vm.body_mut(args.pos[0]) {
            Body::Exception(state) => std::mem::replace(&mut state.traceback, new),
            _ => None,
        };
        vm.xdecref(old);
        Ok(vm.incref(args.pos[0]))
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    field!("args", Body::Exception(state) => Some(state.args)),
    (
        "__traceback__",
        |vm, object| {
            let value = match vm.body(object) {
                Body::Exception(state) => state.traceback,
                _ => None,
            };
            held(vm, value)
        },
        Some(|vm, object, value| {
            let new = value
                .filter(|&value| value != vm.one.none)
                .map(|value| vm.incref(value));
            let old = match vm.body_mut(object) {
                Body::Exception(state) => std::mem::replace(&mut state.traceback, new),
                _ => new,
            };
            vm.xdecref(old);
            Ok(())
        }),
    ),
    (
        "__suppress_context__",
        |vm, object| {
            let suppresses =
                matches!(vm.body(object), Body::Exception(state) if state.suppress_context);
            Ok(vm.bool(suppresses))
        },
        None,
    ),
    field!("__cause__", Body::Exception(state) => state.cause),
    field!("__context__", Body::Exception(state) => state.context),
    field!("value", Body::Exception(state) => state.extra),
    field!("name", Body::Exception(state) => state.extra),
    field!("obj", Body::Exception(state) => state.object),
    field!("code", Body::Exception(state) => state.extra),
    ("__dict__", get_instance_dict, Some(set_instance_dict)),
];

pub(super) const TRACEBACK: &[Attribute] = &[
    field!("tb_frame", Body::Traceback(traceback) => Some(traceback.frame)),
    field!("tb_next", Body::Traceback(traceback) => traceback.next),
    (
        "tb_lineno",
        |vm, object| {
            let Body::Traceback(traceback) = vm.body(object) else {
                return Ok(vm.none());
            };
            let line = i64::from(traceback.position.line);
            Ok(vm.int_i64(line))
        },
        None,
    ),
];
