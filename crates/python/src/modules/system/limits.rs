//! The limits that a program may set: recursion, the switch interval, digits.

use objects::Ref;

use super::{c_int, no_arguments, one_argument};
use crate::modules::clinic;
use crate::objects::Body;
use crate::vm::{Args, R, Vm};

/// `_PY_LONG_MAX_STR_DIGITS_THRESHOLD`: a limit below it isn't taken.
const DIGITS_THRESHOLD: i64 = 640;

fn setrecursionlimit(vm: &mut Vm, args: &Args<'_>) -> R {
    let value = one_argument(vm, args, "setrecursionlimit")?;
    let limit = i64::from(c_int(vm, value)?);
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    // To 3.11 the call of this function is one of those that are counted.
    let depth = vm.thread.depth as i64 + i64::from(!vm.since(12));
    // To 3.9 the depth must be below the mark at which an overflow is over.
    let mark = match limit {
        limit if vm.since(10) => limit,
        limit if limit > 200 => limit - 50,
        limit => 3 * (limit >> 2),
    };
    if depth >= mark {
        let text = format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        );
        return Err(vm.error("RecursionError", text));
    }
    if limit as usize > vm.limits.recursion {
        let most = vm.limits.recursion;
        return Err(vm.unsupported(format!("a recursion limit above {most}")));
    }
    vm.recursion_limit = limit as usize;
    Ok(vm.none())
}

fn setswitchinterval(vm: &mut Vm, args: &Args<'_>) -> R {
    let value = one_argument(vm, args, "setswitchinterval")?;
    let seconds = match vm.body(value) {
        Body::Float(seconds) => *seconds,
        _ => match vm.int_value(value) {
            Some(int) => crate::vm::int_to_float(&int),
            None => {
                let text = format!("must be real number, not {}", vm.tp_name(value));
                return Err(vm.type_error(text));
            }
        },
    };
    match gil::SwitchInterval::from_seconds(seconds) {
        Ok(interval) => vm.threads.gil.set_switch_interval(interval),
        Err(error) => return Err(vm.value_error(error.to_string())),
    }
    Ok(vm.none())
}

/// Warns, where the program itself called, that ticks aren't counted any more.
fn warn_of_ticks(vm: &mut Vm, other: &str) -> R<()> {
    let Some(frame) = vm.thread.frames.last() else {
        return Ok(());
    };
    let (line, file) = (vm.line_of(frame), frame.body.file.clone());
    if !file.is_program {
        return Ok(());
    }
    let text = format!(
        "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.{other}() instead."
    );
    vm.warn("DeprecationWarning", &text, &file, line, "")
}

/// The number that does nothing since 3.2, and went with 3.9.
fn ticks(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "getcheckinterval", |vm, args| {
        no_arguments(vm, args, "getcheckinterval")?;
        warn_of_ticks(vm, "getswitchinterval")?;
        Ok(vm.int_i64(i64::from(vm.check_interval)))
    });
    vm.define(dict, "setcheckinterval", |vm, args| {
        let value = one_argument(vm, args, "setcheckinterval")?;
        let ticks = c_int(vm, value)?;
        warn_of_ticks(vm, "setswitchinterval")?;
        vm.check_interval = ticks;
        Ok(vm.none())
    });
}

fn set_int_max_str_digits(vm: &mut Vm, args: &Args<'_>) -> R {
    let [value] = clinic::named(vm, args, "set_int_max_str_digits", ["maxdigits"])?;
    let Some(value) = value else {
        return Err(
            vm.type_error("set_int_max_str_digits() missing required argument 'maxdigits' (pos 1)")
        );
    };
    let digits = i64::from(c_int(vm, value)?);
    if digits != 0 && digits < DIGITS_THRESHOLD {
        let text = if vm.since(14) {
            "maxdigits must be >= 640 or 0 for unlimited"
        } else {
            "maxdigits must be 0 or larger than 640"
        };
        return Err(vm.value_error(text));
    }
    vm.int_max_str_digits = digits as usize;
    Ok(vm.none())
}

pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "getrecursionlimit", |vm, args| {
        no_arguments(vm, args, "getrecursionlimit")?;
        let limit = vm.recursion_limit;
        Ok(vm.int_usize(limit))
    });
    vm.define(dict, "setrecursionlimit", setrecursionlimit);
    vm.define(dict, "getswitchinterval", |vm, args| {
        no_arguments(vm, args, "getswitchinterval")?;
        let seconds = vm.threads.gil.switch_interval().seconds();
        Ok(vm.float(seconds))
    });
    vm.define(dict, "setswitchinterval", setswitchinterval);
    if !vm.since(9) {
        ticks(vm, dict);
    }
    vm.define(dict, "get_int_max_str_digits", |vm, args| {
        no_arguments(vm, args, "get_int_max_str_digits")?;
        let digits = vm.int_max_str_digits;
        Ok(vm.int_usize(digits))
    });
    vm.define(dict, "set_int_max_str_digits", set_int_max_str_digits);
}
