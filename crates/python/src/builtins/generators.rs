//! Generators and coroutines as programs see them.

use objects::Ref;

use super::{Attribute, arity, field, held};
use crate::objects::{Body, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

fn step(vm: &mut Vm, generator: Ref, sent: Result<Ref, Exc>) -> R {
    match vm.resume(generator, sent)? {
        Ok(value) => Ok(value),
        Err(returned) => Err(vm.stop_iteration(Some(returned))),
    }
}

/// `throw(value)`, or in the old way `throw(type[, value[, traceback]])`.
fn throw(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "throw", 1, 3, 1)?;
    let exception = thrown(vm, &args.pos[1..])?;
    step(vm, args.pos[0], Err(Exc::Raised(exception)))
}

/// The exception that `throw` means, owned.
pub(super) fn thrown(vm: &mut Vm, given: &[Ref]) -> R {
    let none = vm.one.none;
    let kind = given[0];
    let value = given.get(1).copied().filter(|&value| value != none);
    let traceback = given.get(2).copied().filter(|&value| value != none);
    if let Some(traceback) = traceback
        && !matches!(vm.body(traceback), Body::Traceback(_))
    {
        let text = "throw() third argument must be a traceback object";
        return Err(vm.type_error(text));
    }
    let base = vm.exceptions["BaseException"];
    let exception = if matches!(vm.body(kind), Body::Type(_)) && vm.is_subclass(kind, base) {
        match value {
            Some(value) if matches!(vm.body(value), Body::Exception(_)) => vm.incref(value),
            Some(value) => match vm.body(value) {
                Body::Tuple(items) => {
                    let items = items.items().to_vec();
                    vm.call_args(kind, &Args::pos(&items))?
                }
                _ => vm.call_args(kind, &Args::pos(&[value]))?,
            },
            None => vm.exception_from(kind)?,
        }
    } else if matches!(vm.body(kind), Body::Exception(_)) {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        vm.incref(kind)
    } else {
        let text = format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.tp_name(kind)
        );
        return Err(vm.type_error(text));
    };
    if let Some(traceback) = traceback {
        vm.incref(traceback);
        let old = match vm.body_mut(exception) {
            Body::Exception(state) => state.traceback.replace(traceback),
            _ => Some(traceback),
        };
        vm.xdecref(old);
    }
    Ok(exception)
}

fn send(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "send", 1, 1, 1)?;
    step(vm, args.pos[0], Ok(args.pos[1]))
}

pub(super) const GENERATOR: &[(&str, NativeFn)] = &[
    ("__next__", |vm, args| {
        step(vm, args.pos[0], Ok(vm.one.none))
    }),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("send", send),
    ("throw", throw),
    ("close", |vm, args| vm.generator_close(args.pos[0])),
];

pub(super) const COROUTINE: &[(&str, NativeFn)] = &[
    ("__await__", |vm, args| {
        let this = vm.incref(args.pos[0]);
        Ok(vm.alloc(Body::CoroutineWrapper(this)))
    }),
    ("send", send),
    ("throw", throw),
    ("close", |vm, args| vm.generator_close(args.pos[0])),
];

fn coroutine(vm: &Vm, wrapper: Ref) -> Ref {
    match vm.body(wrapper) {
        Body::CoroutineWrapper(coroutine) => *coroutine,
        _ => wrapper,
    }
}

pub(super) const WRAPPER: &[(&str, NativeFn)] = &[
    ("__next__", |vm, args| {
        let this = coroutine(vm, args.pos[0]);
        step(vm, this, Ok(vm.one.none))
    }),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("send", |vm, args| {
        arity(vm, args, "send", 1, 1, 1)?;
        let this = coroutine(vm, args.pos[0]);
        step(vm, this, Ok(args.pos[1]))
    }),
    ("throw", |vm, args| {
        arity(vm, args, "throw", 1, 3, 1)?;
        let this = coroutine(vm, args.pos[0]);
        let exception = thrown(vm, &args.pos[1..])?;
        step(vm, this, Err(Exc::Raised(exception)))
    }),
    ("close", |vm, args| {
        let this = coroutine(vm, args.pos[0]);
        vm.generator_close(this)
    }),
];

fn running(vm: &mut Vm, object: Ref) -> R {
    let running = matches!(vm.body(object), Body::Generator(state) if state.running);
    Ok(vm.bool(running))
}

fn suspended(vm: &mut Vm, object: Ref) -> R {
    let started = matches!(vm.body(object), Body::Generator(state) if state.started);
    let suspended = started && vm.suspended(object).is_some();
    Ok(vm.bool(suspended))
}

fn frame(vm: &mut Vm, object: Ref) -> R {
    let frame = vm.generator_frame(object);
    held(vm, frame)
}

fn delegate(vm: &mut Vm, object: Ref) -> R {
    let inner = vm.generator_delegate(object);
    held(vm, inner)
}

fn set_name(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    rename(vm, object, value, "__name__", |state| &mut state.name)
}

fn set_qualname(vm: &mut Vm, object: Ref, value: Option<Ref>) -> R<()> {
    rename(vm, object, value, "__qualname__", |state| {
        &mut state.qualname
    })
}

fn rename(
    vm: &mut Vm,
    object: Ref,
    value: Option<Ref>,
    attribute: &str,
    place: fn(&mut crate::objects::Generator) -> &mut Ref,
) -> R<()> {
    let Some(value) = value.filter(|&value| matches!(vm.body(value), Body::Str(_))) else {
        return Err(vm.type_error(format!("{attribute} must be set to a string object")));
    };
    vm.incref(value);
    let old = match vm.body_mut(object) {
        Body::Generator(state) => std::mem::replace(place(state), value),
        _ => value,
    };
    vm.decref(old);
    Ok(())
}

pub(super) const GENERATOR_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| named(vm, object, |state| state.name),
        Some(set_name),
    ),
    (
        "__qualname__",
        |vm, object| named(vm, object, |state| state.qualname),
        Some(set_qualname),
    ),
    field!("gi_code", Body::Generator(generator) => Some(generator.code)),
    ("gi_running", running, None),
    ("gi_suspended", suspended, None),
    ("gi_frame", frame, None),
    ("gi_yieldfrom", delegate, None),
];

pub(super) const COROUTINE_ATTRIBUTES: &[Attribute] = &[
    (
        "__name__",
        |vm, object| named(vm, object, |state| state.name),
        Some(set_name),
    ),
    (
        "__qualname__",
        |vm, object| named(vm, object, |state| state.qualname),
        Some(set_qualname),
    ),
    field!("cr_code", Body::Generator(generator) => Some(generator.code)),
    ("cr_running", running, None),
    ("cr_suspended", suspended, None),
    ("cr_frame", frame, None),
    ("cr_await", delegate, None),
    ("cr_origin", |vm, _| Ok(vm.none()), None),
];

fn named(vm: &mut Vm, object: Ref, get: fn(&crate::objects::Generator) -> Ref) -> R {
    let name = match vm.body(object) {
        Body::Generator(state) => Some(get(state)),
        _ => None,
    };
    held(vm, name)
}
