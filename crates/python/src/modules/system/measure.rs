//! What `sys` measures: counts, sizes, blocks.

use objects::{Ref, immortal};

use super::{no_arguments, one_argument};
use crate::modules::clinic;
use crate::objects::{Body, Calls};
use crate::vm::{Args, R, Vm};

/// Bytes in front of an object that `sys.getsizeof` counts.
pub(crate) fn preheader(vm: &Vm, object: Ref) -> usize {
    bytes(vm, object).0.preheader
}

fn bytes(vm: &Vm, object: Ref) -> (objects::Size, usize) {
    vm.object_size(vm.get(object))
}

/// What the type says of the object, with what lies in front of it.
pub(crate) fn sizeof(vm: &Vm, object: Ref) -> usize {
    if let Body::Type(class) = vm.body(object) {
        return vm.layouts.class_getsizeof(class.layout);
    }
    let (size, buffer) = bytes(vm, object);
    match vm.shared_keys_of_dict(object) {
        // The values beside keys that others use, too.
        Some(keys) => size.block() + vm.layouts.split_bytes(keys),
        None => size.block() + buffer,
    }
}

/// What a `__sizeof__` of the program's says, with what lies in front of the object (`_PySys_GetSizeOf`).
fn asked_size(vm: &mut Vm, object: Ref, method: Ref) -> R {
    let result = vm.call_unbound(method, object, &[])?;
    let size = vm.int_value(result).map(|value| value.to_i64());
    vm.decref(result);
    match size {
        None => Err(vm.type_error("an integer is required")),
        Some(None) => Err(vm.error(
            "OverflowError",
            "Python int too large to convert to C ssize_t",
        )),
        Some(Some(size)) if size < 0 => Err(vm.value_error("__sizeof__() should return >= 0")),
        Some(Some(size)) => {
            let head = preheader(vm, object);
            Ok(vm.int((i128::from(size) + head as i128).into()))
        }
    }
}

fn getsizeof(vm: &mut Vm, args: &Args<'_>) -> R {
    let [object, default] = clinic::named(vm, args, "getsizeof", ["object", "default"])?;
    let Some(object) = object else {
        return Err(vm.type_error("getsizeof() missing required argument 'object' (pos 1)"));
    };
    if let Some(method) = vm.overridden(object, "__sizeof__") {
        let result = asked_size(vm, object, method);
        // Only the error that says that there is no size is replaced.
        return match default {
            Some(default) => match vm.catches(result, "TypeError")? {
                Some(size) => Ok(size),
                None => Ok(vm.incref(default)),
            },
            None => result,
        };
    }
    if let Some(what) = crate::objects::unmeasured(vm.get(object), vm.version) {
        return Err(vm.unsupported(format!("the size of {what}")));
    }
    let size = sizeof(vm, object);
    Ok(vm.int_usize(size))
}

fn getrefcount(vm: &mut Vm, args: &Args<'_>) -> R {
    let object = one_argument(vm, args, "getrefcount")?;
    if vm.heap.is_immortal(object) {
        let shown = immortal::immortal_refcnt(vm.version).unwrap_or(999_999_999);
        return Ok(vm.int(i128::from(shown).into()));
    }
    let count = i64::from(vm.heap.refcnt(object)) + held_elsewhere(vm, object);
    Ok(vm.int_i64(count))
}

/// What the interpreter itself adds to the counts of objects that it shares with every program.
///
/// In 3.11 those in its static data begin with a count that no program uses up (`_PyObject_IMMORTAL_REFCNT`).
/// Before, the modules that are there from the start hold the small integers: about so often, smaller ones more.
fn held_elsewhere(vm: &Vm, object: Ref) -> i64 {
    const BEGIN: i64 = 999_999_999;
    let one = &vm.one;
    // To 3.10 a frame holds the one that called it.
    if !vm.since(11)
        && let Body::Frame(_) = vm.body(object)
        && let Some((thread, index)) = vm.call_with_object(object)
    {
        return i64::from(index + 1 < vm.calls_of(thread).map_or(0, Calls::len));
    }
    let is_static = vm.version.minor() == 11;
    match vm.body(object) {
        Body::Int(value) if vm.small_ints.contains(&object) => {
            let value = value.to_i64().unwrap_or_default();
            match value {
                _ if is_static => BEGIN,
                0.. => 10 + 200 / (value + 1),
                _ => 10,
            }
        }
        Body::Str(_)
            if is_static && (object == one.empty_str || vm.latin1.contains(&Some(object))) =>
        {
            BEGIN
        }
        _ if is_static && (object == one.empty_tuple || object == one.empty_bytes) => BEGIN,
        _ => 0,
    }
}

pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "getrefcount", getrefcount);
    vm.define(dict, "getsizeof", getsizeof);
    vm.define(dict, "getallocatedblocks", |vm, args| {
        no_arguments(vm, args, "getallocatedblocks")?;
        let count = vm
            .heap
            .allocator()
            .map_or(0, |allocator| allocator.getallocatedblocks());
        Ok(vm.int_usize(count))
    });
    if vm.since(12) {
        vm.define(dict, "getunicodeinternedsize", |vm, args| {
            let only_immortal = match args.kw {
                [(name, value)] if vm.text(*name) == "_only_immortal" => vm.truth(*value)?,
                _ => {
                    no_arguments(vm, args, "getunicodeinternedsize")?;
                    false
                }
            };
            let count = vm
                .interned
                .values()
                .filter(|&&text| !only_immortal || vm.heap.is_immortal(text))
                .count();
            Ok(vm.int_usize(count))
        });
    }
    if vm.since(13) {
        vm.define(dict, "_is_interned", |vm, args| {
            let object = one_argument(vm, args, "_is_interned")?;
            let Body::Str(text) = vm.body(object) else {
                let name = vm.tp_name(object);
                return Err(
                    vm.type_error(format!("_is_interned() argument must be str, not {name}"))
                );
            };
            let interned = text.interned;
            Ok(vm.bool(interned))
        });
        vm.define(dict, "_clear_internal_caches", |vm, args| {
            no_arguments(vm, args, "_clear_internal_caches")?;
            Ok(vm.none())
        });
        vm.define(dict, "_is_gil_enabled", |vm, args| {
            no_arguments(vm, args, "_is_gil_enabled")?;
            Ok(vm.bool(true))
        });
    }
    if vm.since(14) {
        vm.define(dict, "_is_immortal", |vm, args| {
            let object = one_argument(vm, args, "_is_immortal")?;
            let immortal = vm.heap.is_immortal(object);
            Ok(vm.bool(immortal))
        });
    } else {
        // From 3.14 it warns that it is going.
        vm.define(dict, "_clear_type_cache", |vm, args| {
            no_arguments(vm, args, "_clear_type_cache")?;
            vm.method_cache.clear();
            Ok(vm.none())
        });
    }
}
