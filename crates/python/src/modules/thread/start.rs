//! Starting threads, and what a thread says of itself.

use objects::Ref;

use super::new_sync;
use crate::builtins::arity;
use crate::objects::{Body, SyncState};
use crate::vm::{Args, R, Vm};

/// The identifier of the process, and of its main thread, for the system.
const NATIVE_ID: u64 = 1000;

fn number(vm: &mut Vm, value: u64) -> Ref {
    vm.int(i128::from(value).into())
}

pub(super) fn define(vm: &mut Vm, dict: Ref) {
    for name in ["start_new_thread", "start_new"] {
        vm.define(dict, name, start_new_thread);
    }
    for name in ["exit", "exit_thread"] {
        vm.define(dict, name, |vm, _| {
            let args = vm.incref(vm.one.empty_tuple);
            Err(vm.error_args("SystemExit", args))
        });
    }
    vm.define(dict, "get_ident", |vm, _| {
        let ident = vm.ident();
        Ok(number(vm, ident))
    });
    vm.define(dict, "get_native_id", |vm, _| {
        let id = NATIVE_ID + vm.thread.number - crate::vm::MAIN;
        Ok(number(vm, id))
    });
    vm.define(dict, "_count", |vm, _| {
        let count = vm.threads.count;
        Ok(vm.int_usize(count))
    });
    vm.define(dict, "stack_size", |vm, args| {
        let size = match args.pos.first() {
            Some(&size) => vm.index(size)?,
            None => 0,
        };
        match size {
            ..=-1 => Err(vm.value_error("size must be 0 or a positive value")),
            1..=32_767 if !vm.since(14) => {
                Err(vm.value_error(format!("size not valid: {size} bytes")))
            }
            1..=53_247 if vm.since(14) => Err(vm.value_error("size must be at least 53248 bytes")),
            _ => Ok(vm.int_i64(0)),
        }
    });
    vm.define(dict, "interrupt_main", |vm, args| {
        if args
            .pos
            .first()
            .is_some_and(|&signal| vm.i64_value(signal) != Some(2))
        {
            return Err(vm.unsupported("a signal other than SIGINT"));
        }
        vm.interrupt_main();
        Ok(vm.none())
    });
    // What our threading module needs that CPython has elsewhere: the name in the error when all threads wait,
    // the time, and the end of the threads that aren't waited for.
    vm.define(dict, "_name_thread", |vm, args| {
        if let Some(&name) = args.pos.first() {
            let name = vm.text(name).into();
            vm.thread.name = Some(name);
        }
        Ok(vm.none())
    });
    vm.define(dict, "_monotonic", |vm, _| {
        let now = vm.clock.now() as f64 / 1e9;
        Ok(vm.float(now))
    });
    vm.define(dict, "_excinfo", |vm, _| {
        let handled = vm.thread.topmost_handled().unwrap_or(vm.one.none);
        Ok(vm.incref(handled))
    });
    vm.define(dict, "_set_async_exc", |vm, args| {
        let (Some(&ident), Some(&exception)) = (args.pos.first(), args.pos.get(1)) else {
            return Ok(vm.none());
        };
        let ident = vm.i64_value(ident).unwrap_or(0).unsigned_abs();
        let sent = vm.send_exception(ident, exception)?;
        Ok(vm.int_usize(usize::from(sent)))
    });
    if vm.since(12) {
        vm.define(dict, "daemon_threads_allowed", |vm, _| Ok(vm.bool(true)));
        vm.define(dict, "_is_main_interpreter", |vm, _| Ok(vm.bool(true)));
    }
    if vm.since(14) {
        vm.define(dict, "set_name", |vm, _| Ok(vm.none()));
    }
}

/// `start_new_thread(function, args[, kwargs])`
fn start_new_thread(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "start_new_thread", 2, 3, 0)?;
    let (function, given) = (args.pos[0], args.pos[1]);
    let kwargs = args.pos.get(2).copied();
    if !vm.callable(function) {
        return Err(vm.type_error("first arg must be callable"));
    }
    if !matches!(vm.body(given), Body::Tuple(_)) {
        return Err(vm.type_error("2nd arg must be a tuple"));
    }
    if kwargs.is_some_and(|kwargs| !matches!(vm.body(kwargs), Body::Dict(_))) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    let thread = vm.start_thread(function, given, kwargs, None)?;
    let ident = vm.ident_of(thread);
    Ok(number(vm, ident))
}

/// `_set_sentinel()`: a lock that is let go of at the end of the calling thread (to 3.12).
pub(super) fn set_sentinel(vm: &mut Vm, _: &Args<'_>) -> R {
    let lock = new_sync(vm, SyncState::Lock { locked: false });
    vm.incref(lock);
    let old = vm.thread.sentinel.replace(lock);
    vm.xdecref(old);
    Ok(lock)
}
