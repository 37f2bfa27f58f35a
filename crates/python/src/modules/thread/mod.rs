//! The module `_thread`.

mod handle;
mod local;
mod lock;
mod start;

use objects::Ref;

use crate::builtins::{Attribute, arity};
use crate::objects::{Body, Extension, Kind, NativeFn, Sync, SyncState};
use crate::vm::{R, Vm};

pub(crate) use local::localize;

/// `threading.TIMEOUT_MAX`, in seconds: what nanoseconds in 64 bits hold.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// The methods of a type.
pub(crate) fn methods(kind: Kind) -> &'static [(&'static str, NativeFn)] {
    match kind {
        Kind::Lock => lock::LOCK,
        Kind::RLock => lock::RLOCK,
        Kind::ThreadHandle => handle::METHODS,
        Kind::Local => local::METHODS,
        kind => crate::modules::context_methods(kind),
    }
}

/// Its computed attributes.
pub(crate) fn attributes(kind: Kind) -> &'static [Attribute] {
    match kind {
        Kind::ThreadHandle => handle::ATTRIBUTES,
        Kind::Local => local::ATTRIBUTES,
        kind => crate::modules::context_attributes(kind),
    }
}

/// What a lock, reentrant lock or handle is at.
fn sync(vm: &Vm, object: Ref) -> Option<&SyncState> {
    match vm.body(object) {
        Body::Extension(extension) => match &**extension {
            Extension::Sync(sync) => Some(&sync.state),
            _ => None,
        },
        _ => None,
    }
}

/// An object of one of the types.
fn new_sync(vm: &mut Vm, state: SyncState) -> Ref {
    let sync = Sync::new(state, vm.version);
    vm.alloc(Body::Extension(Box::new(Extension::Sync(sync))))
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("_thread");
    for (name, kind) in [
        ("LockType", Kind::Lock),
        ("RLock", Kind::RLock),
        ("_local", Kind::Local),
    ] {
        let class = vm.kind(kind);
        vm.dict_set_str(dict, name, class);
    }
    if vm.since(13) {
        for (name, kind) in [("lock", Kind::Lock), ("_ThreadHandle", Kind::ThreadHandle)] {
            let class = vm.kind(kind);
            vm.dict_set_str(dict, name, class);
        }
        handle::define(vm, dict);
    } else {
        vm.define(dict, "_set_sentinel", start::set_sentinel);
    }
    for name in ["allocate_lock", "allocate"] {
        vm.define(dict, name, |vm, args| {
            let name = if vm.since(9) {
                "_thread.allocate_lock"
            } else {
                "allocate_lock"
            };
            arity(vm, args, name, 0, 0, 0)?;
            Ok(new_sync(vm, SyncState::Lock { locked: false }))
        });
    }
    start::define(vm, dict);
    let error = vm.exceptions["RuntimeError"];
    vm.dict_set_str(dict, "error", error);
    let most = vm.float(TIMEOUT_MAX);
    vm.dict_set_str(dict, "TIMEOUT_MAX", most);
    vm.decref(most);
    module
}

/// A float or an integer.
fn number(vm: &mut Vm, object: Ref) -> R<f64> {
    match vm.body(object) {
        Body::Float(value) => Ok(*value),
        Body::Int(_) | Body::Bool(_) => {
            let text = "timestamp too large to convert to C _PyTime_t";
            vm.i64_value(object)
                .map(|value| value as f64)
                .ok_or_else(|| vm.error("OverflowError", text))
        }
        _ => {
            let name = vm.tp_name(object);
            let text = if vm.since(15) {
                format!("must be real number, not {name}")
            } else if vm.since(14) {
                format!("'{name}' object cannot be interpreted as an integer or float")
            } else if vm.since(10) {
                format!("'{name}' object cannot be interpreted as an integer")
            } else {
                format!("an integer is required (got type {name})")
            };
            Err(vm.type_error(text))
        }
    }
}

/// A time to wait in nanoseconds, rounded up, as `_PyTime_FromSecondsObject` makes one of seconds.
fn nanoseconds(vm: &mut Vm, object: Ref) -> R<i64> {
    let seconds = number(vm, object)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    let nanoseconds = (seconds * 1e9).ceil();
    if nanoseconds.abs() >= 9.2e18 {
        let text = match vm.version.minor() {
            14.. => "timestamp out of range for C PyTime_t",
            11..=13 => "timestamp out of range for platform time_t",
            _ => "timestamp too large to convert to C _PyTime_t",
        };
        return Err(vm.error("OverflowError", text));
    }
    Ok(nanoseconds as i64)
}
