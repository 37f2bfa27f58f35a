//! Asynchronous generators, and the awaitable steps that they give: `Objects/genobject.c`.

use objects::Ref;

use super::generators::thrown;
use super::{Attribute, arity, field, held};
use crate::objects::{AsyncAction, AsyncStep, Body, NativeFn};
use crate::vm::{Args, Exc, R, Vm};

fn make(vm: &mut Vm, generator: Ref, action: AsyncAction) -> Ref {
    vm.incref(generator);
    vm.alloc(Body::AsyncStep(Box::new(AsyncStep {
        generator,
        action,
        started: false,
        closed: false,
    })))
}

/// `async_gen_init_hooks`: the first time that somebody wants a step.
fn init_hooks(vm: &mut Vm, generator: Ref) -> R<()> {
    let hooks = vm.thread.asyncgen;
    let Body::Generator(state) = vm.body_mut(generator) else {
        return Ok(());
    };
    if std::mem::replace(&mut state.hooked, true) {
        return Ok(());
    }
    state.finalizer = hooks.finalizer;
    if let Some(finalizer) = hooks.finalizer {
        vm.incref(finalizer);
    }
    if let Some(firstiter) = hooks.firstiter {
        vm.incref(firstiter);
        let result = vm.call_args(firstiter, &Args::pos(&[generator]));
        vm.decref(firstiter);
        let result = result?;
        vm.decref(result);
    }
    Ok(())
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__aiter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__anext__", |vm, args| {
        init_hooks(vm, args.pos[0])?;
        let none = vm.none();
        Ok(make(vm, args.pos[0], AsyncAction::Send(none)))
    }),
    ("asend", |vm, args| {
        arity(vm, args, "asend", 1, 1, 1)?;
        init_hooks(vm, args.pos[0])?;
        let value = vm.incref(args.pos[1]);
        Ok(make(vm, args.pos[0], AsyncAction::Send(value)))
    }),
    ("athrow", |vm, args| {
        arity(vm, args, "athrow", 1, 3, 1)?;
        init_hooks(vm, args.pos[0])?;
        let exception = thrown(vm, &args.pos[1..])?;
        Ok(make(vm, args.pos[0], AsyncAction::Throw(exception)))
    }),
    ("aclose", |vm, args| {
        init_hooks(vm, args.pos[0])?;
        Ok(make(vm, args.pos[0], AsyncAction::Close))
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[
    field!("__name__", Body::Generator(generator) => Some(generator.name)),
    field!("__qualname__", Body::Generator(generator) => Some(generator.qualname)),
    field!("ag_code", Body::Generator(generator) => Some(generator.code)),
    (
        "ag_running",
        |vm, object| {
            let running = matches!(vm.body(object), Body::Generator(state) if state.steps);
            Ok(vm.bool(running))
        },
        None,
    ),
    (
        "ag_frame",
        |vm, object| {
            let frame = vm.generator_frame(object);
            held(vm, frame)
        },
        None,
    ),
    (
        "ag_await",
        |vm, object| {
            let inner = vm.generator_delegate(object);
            held(vm, inner)
        },
        None,
    ),
];

pub(super) const STEP: &[(&str, NativeFn)] = &[
    ("__await__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__iter__", |vm, args| Ok(vm.incref(args.pos[0]))),
    ("__next__", |vm, args| {
        finish(vm, args.pos[0], Ok(vm.one.none))
    }),
    ("send", |vm, args| {
        arity(vm, args, "send", 1, 1, 1)?;
        finish(vm, args.pos[0], Ok(args.pos[1]))
    }),
    ("throw", |vm, args| {
        arity(vm, args, "throw", 1, 3, 1)?;
        let exception = thrown(vm, &args.pos[1..])?;
        finish(vm, args.pos[0], Err(Exc::Raised(exception)))
    }),
    ("close", |vm, args| {
        if let Body::AsyncStep(step) = vm.body_mut(args.pos[0]) {
            step.closed = true;
        }
        Ok(vm.none())
    }),
];

fn finish(vm: &mut Vm, step: Ref, sent: Result<Ref, Exc>) -> R {
    match advance(vm, step, sent)? {
        Ok(value) => Ok(value),
        Err(returned) => Err(vm.stop_iteration(Some(returned))),
    }
}

fn mark(vm: &mut Vm, generator: Ref, steps: bool, closes: bool) {
    if let Body::Generator(state) = vm.body_mut(generator) {
        state.steps = steps;
        state.closed |= closes;
    }
}

/// Takes a step further: `Ok(what is awaited)`, or `Err(the result)`.
fn advance(vm: &mut Vm, this: Ref, sent: Result<Ref, Exc>) -> R<Result<Ref, Ref>> {
    let Body::AsyncStep(step) = vm.body(this) else {
        unreachable!("only steps are taken")
    };
    let step = (**step).clone();
    let words = match step.action {
        AsyncAction::Send(_) => ("__anext__()/asend()", "anext()"),
        AsyncAction::Throw(_) => ("aclose()/athrow()", "athrow()"),
        AsyncAction::Close => ("aclose()/athrow()", "aclose()"),
    };
    if step.closed {
        release(vm, sent);
        let text = format!("cannot reuse already awaited {}", words.0);
        return Err(vm.error("RuntimeError", text));
    }
    let (running, over) = match vm.body(step.generator) {
        Body::Generator(state) => (state.steps, state.closed),
        _ => (false, true),
    };
    let mut sent = sent;
    if !step.started {
        if running {
            release(vm, sent);
            close(vm, this);
            let text = format!("{}: asynchronous generator is already running", words.1);
            return Err(vm.error("RuntimeError", text));
        }
        if let Body::AsyncStep(step) = vm.body_mut(this) {
            step.started = true;
        }
        sent = match (step.action, sent) {
            (_, Err(exc)) => Err(exc),
            (AsyncAction::Send(value), Ok(given)) if given == vm.one.none => Ok(value),
            (AsyncAction::Send(_), Ok(given)) => Ok(given),
            (action, Ok(_)) => {
                if over {
                    close(vm, this);
                    return if action == AsyncAction::Close {
                        Ok(Err(vm.none()))
                    } else {
                        let args = vm.incref(vm.one.empty_tuple);
                        Err(vm.error_args("StopAsyncIteration", args))
                    };
                }
                let exception = match action {
                    AsyncAction::Throw(exception) => vm.incref(exception),
                    _ => {
                        mark(vm, step.generator, false, true);
                        let args = vm.incref(vm.one.empty_tuple);
                        vm.new_exception("GeneratorExit", args)
                    }
                };
                Err(Exc::Raised(exception))
            }
        };
        mark(vm, step.generator, true, false);
    }
    let result = vm.resume(step.generator, sent);
    settle_step(vm, this, &step, result)
}

fn settle_step(
    vm: &mut Vm,
    this: Ref,
    step: &AsyncStep,
    result: R<Result<Ref, Ref>>,
) -> R<Result<Ref, Ref>> {
    let closes = step.action == AsyncAction::Close;
    match result {
        Ok(Ok(value)) => {
            let Body::AsyncWrapped(inner) = vm.body(value) else {
                return Ok(Ok(value));
            };
            let inner = *inner;
            mark(vm, step.generator, false, false);
            close(vm, this);
            if closes {
                vm.decref(value);
                let text = "async generator ignored GeneratorExit";
                return Err(vm.error("RuntimeError", text));
            }
            vm.incref(inner);
            vm.decref(value);
            Ok(Err(inner))
        }
        Ok(Err(returned)) => {
            vm.decref(returned);
            mark(vm, step.generator, false, true);
            close(vm, this);
            if closes {
                return Ok(Err(vm.none()));
            }
            let args = vm.incref(vm.one.empty_tuple);
            Err(vm.error_args("StopAsyncIteration", args))
        }
        Err(exc) => {
            close(vm, this);
            let exception = match vm.settle(exc) {
                Ok(exception) => exception,
                Err(stop) => return Err(Exc::Stop(stop)),
            };
            let ends = vm.is_exception(exception, "StopAsyncIteration")
                || vm.is_exception(exception, "GeneratorExit");
            mark(vm, step.generator, false, ends);
            if closes && ends {
                vm.decref(exception);
                return Ok(Err(vm.none()));
            }
            Err(Exc::Raised(exception))
        }
    }
}

fn close(vm: &mut Vm, this: Ref) {
    if let Body::AsyncStep(step) = vm.body_mut(this) {
        step.closed = true;
    }
}

fn release(vm: &mut Vm, sent: Result<Ref, Exc>) {
    if let Err(Exc::Raised(exception)) = sent {
        vm.decref(exception);
    }
}

/// `aiter(object)` and `anext(iterator[, default])` (3.10).
pub(super) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("aiter", |vm, args: &Args<'_>| {
        arity(vm, args, "aiter", 1, 1, 0)?;
        let object = args.pos[0];
        let Some(method) = vm.special(object, "__aiter__") else {
            let text = format!("'{}' object is not an async iterable", vm.tp_name(object));
            return Err(vm.type_error(text));
        };
        vm.call_unbound(method, object, &[])
    }),
    ("anext", |vm, args| {
        arity(vm, args, "anext", 1, 2, 0)?;
        let object = args.pos[0];
        let Some(method) = vm.special(object, "__anext__") else {
            let text = format!("'{}' object is not an async iterator", vm.tp_name(object));
            return Err(vm.type_error(text));
        };
        if args.pos.len() == 2 {
            return Err(vm.unsupported("anext() with a default"));
        }
        vm.call_unbound(method, object, &[])
    }),
];
