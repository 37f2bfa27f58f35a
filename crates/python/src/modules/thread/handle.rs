//! `_thread._ThreadHandle`, and how a thread is started that can be joined (from 3.13).

use objects::Ref;

use super::{nanoseconds, new_sync, sync};
use crate::builtins::{Attribute, argument};
use crate::objects::{Body, Extension, Handle, HandleState, NativeFn, SyncState};
use crate::vm::{Args, On, Outcome, R, Vm};

fn handle(vm: &Vm, object: Ref) -> Option<Handle> {
    match sync(vm, object) {
        Some(SyncState::Handle(handle)) => Some(*handle),
        _ => None,
    }
}

fn set(vm: &mut Vm, object: Ref, handle: Handle) {
    if let Body::Extension(extension) = vm.body_mut(object)
        && let Extension::Sync(sync) = &mut **extension
    {
        sync.state = SyncState::Handle(handle);
    }
}

fn new(vm: &mut Vm, ident: u64, state: HandleState) -> Ref {
    new_sync(vm, SyncState::Handle(Handle { ident, state }))
}

pub(super) fn define(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "start_joinable_thread", start_joinable_thread);
    vm.define(dict, "_make_thread_handle", |vm, args| {
        let ident = args.pos.first().and_then(|&ident| vm.i64_value(ident));
        Ok(new(
            vm,
            ident.unwrap_or(0).unsigned_abs(),
            HandleState::Running,
        ))
    });
    vm.define(dict, "_get_main_thread_ident", |vm, _| {
        let ident = vm.ident_of(crate::vm::MAIN);
        Ok(vm.int(i128::from(ident).into()))
    });
}

/// `start_joinable_thread(function, handle=None, daemon=True)`
fn start_joinable_thread(vm: &mut Vm, args: &Args<'_>) -> R {
    let Some(function) = argument(vm, args, 0, "function") else {
        return Err(
            vm.type_error("start_joinable_thread() missing required argument 'function' (pos 1)")
        );
    };
    if !vm.callable(function) {
        return Err(vm.type_error("thread function must be callable"));
    }
    let given = argument(vm, args, 1, "handle").filter(|&given| given != vm.one.none);
    let object = match given {
        Some(given) => given,
        None => {
            let made = new(vm, 0, HandleState::NotStarted);
            vm.own(made)
        }
    };
    match handle(vm, object) {
        None => return Err(vm.type_error("'handle' must be a _ThreadHandle")),
        Some(handle) if handle.state != HandleState::NotStarted => {
            return Err(vm.error("RuntimeError", "thread already started"));
        }
        Some(_) => {}
    }
    let none = vm.one.empty_tuple;
    let number = vm.start_thread(function, none, None, Some(object))?;
    let ident = vm.ident_of(number);
    set(
        vm,
        object,
        Handle {
            ident,
            state: HandleState::Running,
        },
    );
    Ok(vm.incref(object))
}

/// `handle.join(timeout=None)`
fn join(vm: &mut Vm, args: &Args<'_>) -> R {
    let this = args.pos[0];
    let timeout = argument(vm, args, 1, "timeout").filter(|&timeout| timeout != vm.one.none);
    loop {
        if vm.outcome() == Some(Outcome::TimedOut) {
            return Ok(vm.none());
        }
        let Some(handle) = handle(vm, this) else {
            return Err(vm.type_error("a thread handle is joined"));
        };
        match handle.state {
            HandleState::NotStarted => return Err(vm.error("RuntimeError", "thread not started")),
            HandleState::Done => return Ok(vm.none()),
            HandleState::Running if handle.ident == vm.ident() => {
                return Err(vm.error("RuntimeError", "Cannot join current thread"));
            }
            HandleState::Running => {}
        }
        let deadline = match timeout {
            Some(timeout) => match nanoseconds(vm, timeout)? {
                wait if wait < 0 => None,
                wait => Some(vm.clock.now().saturating_add(wait.unsigned_abs())),
            },
            None => None,
        };
        vm.wait(On::Object(this), deadline)?;
    }
}

pub(super) const METHODS: &[(&str, NativeFn)] = &[
    ("__new__", |vm, _| Ok(new(vm, 0, HandleState::NotStarted))),
    ("join", join),
    ("is_done", |vm, args| {
        let done = handle(vm, args.pos[0]).is_some_and(|handle| handle.state == HandleState::Done);
        Ok(vm.bool(done))
    }),
    ("_set_done", |vm, args| {
        let this = args.pos[0];
        if let Some(mut handle) = handle(vm, this) {
            if handle.state == HandleState::NotStarted {
                return Err(vm.error("RuntimeError", "thread not started"));
            }
            handle.state = HandleState::Done;
            set(vm, this, handle);
            vm.wake_waiters(this);
        }
        Ok(vm.none())
    }),
    ("__repr__", |vm, args| {
        let ident = handle(vm, args.pos[0]).map_or(0, |handle| handle.ident);
        Ok(vm.str(format!("<_thread._ThreadHandle object: ident={ident}>")))
    }),
];

pub(super) const ATTRIBUTES: &[Attribute] = &[(
    "ident",
    |vm, this| {
        let ident = handle(vm, this).map_or(0, |handle| handle.ident);
        Ok(vm.int(i128::from(ident).into()))
    },
    None,
)];
