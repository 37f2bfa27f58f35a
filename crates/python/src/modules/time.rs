//! The module `time`, on the program's own clock.

use objects::Ref;

use crate::builtins::arity;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

const SECOND: u64 = 1_000_000_000;

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("time");
    vm.define(dict, "time", |vm, args| {
        let now = vm.clock.since_1970();
        seconds(vm, args, "time", now)
    });
    vm.define(dict, "time_ns", |vm, args| {
        let now = vm.clock.since_1970();
        nanoseconds(vm, args, "time_ns", now)
    });
    for (name, func) in ELAPSED {
        vm.define(dict, name, *func);
    }
    vm.define(dict, "sleep", sleep);
    module
}

/// The clocks that begin with the program. No other program takes time from it, so they are all one.
const ELAPSED: &[(&str, crate::objects::NativeFn)] = &[
    ("monotonic", |vm, args| {
        let now = vm.clock.now();
        seconds(vm, args, "monotonic", now)
    }),
    ("perf_counter", |vm, args| {
        let now = vm.clock.now();
        seconds(vm, args, "perf_counter", now)
    }),
    ("process_time", |vm, args| {
        let now = vm.clock.now();
        seconds(vm, args, "process_time", now)
    }),
    ("monotonic_ns", |vm, args| {
        let now = vm.clock.now();
        nanoseconds(vm, args, "monotonic_ns", now)
    }),
    ("perf_counter_ns", |vm, args| {
        let now = vm.clock.now();
        nanoseconds(vm, args, "perf_counter_ns", now)
    }),
    ("process_time_ns", |vm, args| {
        let now = vm.clock.now();
        nanoseconds(vm, args, "process_time_ns", now)
    }),
];

fn seconds(vm: &mut Vm, args: &Args<'_>, name: &str, now: u64) -> R {
    arity(vm, args, name, 0, 0, 0)?;
    Ok(vm.float(now as f64 / SECOND as f64))
}

fn nanoseconds(vm: &mut Vm, args: &Args<'_>, name: &str, now: u64) -> R {
    arity(vm, args, name, 0, 0, 0)?;
    Ok(vm.int(i128::from(now).into()))
}

/// `time.sleep(seconds)`: other threads run meanwhile; where all sleep, the time passes at once.
fn sleep(vm: &mut Vm, args: &Args<'_>) -> R {
    arity(vm, args, "time.sleep", 1, 1, 0)?;
    let length = match vm.body(args.pos[0]) {
        Body::Float(value) if value.is_nan() => {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        Body::Float(value) => (value * SECOND as f64).ceil(),
        _ => vm.index(args.pos[0])? as f64 * SECOND as f64,
    };
    if length < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    if length >= i64::MAX as f64 {
        return Err(vm.error(
            "OverflowError",
            "timestamp too large to convert to C PyTime_t",
        ));
    }
    vm.sleep(length as u64)?;
    Ok(vm.none())
}
