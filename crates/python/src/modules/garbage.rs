//! The module `gc`.

use gc::Flags;
use objects::Ref;

use super::clinic;
use crate::objects::{Body, Extension, InstanceDict};
use crate::vm::{Args, R, Vm};

fn list(vm: &mut Vm, items: Vec<Ref>) -> R {
    let items = vm.increfs(&items);
    Ok(vm.list(items))
}

fn numbers(vm: &mut Vm, values: [i32; 3]) -> R {
    let items = values
        .iter()
        .map(|&value| vm.int_i64(i64::from(value)))
        .collect();
    Ok(vm.tuple(items))
}

fn no_arguments(vm: &mut Vm, args: &Args<'_>, name: &str) -> R<()> {
    clinic::no_arguments(vm, args, "gc", name)
}

fn collect(vm: &mut Vm, args: &Args<'_>) -> R {
    let [generation] = clinic::named(vm, args, "collect", ["generation"])?;
    let generation = match generation {
        Some(generation) => clinic::c_int(vm, generation)?,
        None => 2,
    };
    match gc::collect_generation(vm, generation) {
        Ok(found) => Ok(vm.int_usize(found)),
        Err(error) => Err(vm.value_error(error.to_string())),
    }
}

fn set_threshold(vm: &mut Vm, args: &Args<'_>) -> R {
    if !args.kw.is_empty() {
        let name = if vm.since(9) {
            "gc.set_threshold"
        } else {
            "set_threshold"
        };
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    let given = args.pos.len();
    if given == 0 || given > 3 {
        let text = if vm.since(13) {
            "gc.set_threshold requires 1 to 3 arguments".to_owned()
        } else if given == 0 {
            "set_threshold() takes at least 1 argument (0 given)".to_owned()
        } else {
            format!("set_threshold() takes at most 3 arguments ({given} given)")
        };
        return Err(vm.type_error(text));
    }
    let mut values = Vec::new();
    for &value in args.pos {
        values.push(clinic::parsed_int(vm, value)?);
    }
    match vm.gc.set_threshold(&values) {
        Ok(()) => Ok(vm.none()),
        Err(error) => Err(vm.type_error(error.to_string())),
    }
}

/// Whether the collector sees an object in CPython that the library has made, and doesn't here, as none of the
/// library's is garbage while the program runs.
fn is_librarys(vm: &Vm, object: Ref) -> bool {
    match vm.body(object) {
        Body::Module { .. } | Body::Function(_) | Body::Native(_) => true,
        Body::Type(class) => class.is_heap,
        _ => false,
    }
}

fn get_objects(vm: &mut Vm, args: &Args<'_>) -> R {
    let [generation] = clinic::named(vm, args, "get_objects", ["generation"])?;
    let generation = match generation.filter(|&value| value != vm.one.none) {
        None => None,
        Some(value)
            if vm.int_value(value).is_none() && vm.overridden(value, "__index__").is_none() =>
        {
            let name = vm.tp_name(value);
            return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
        }
        Some(value) => {
            let value = vm.index(value)?;
            Some(value.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
        }
    };
    match gc::get_objects(vm, generation) {
        Ok(objects) => list(vm, objects),
        Err(error) => Err(vm.value_error(error.to_string())),
    }
}

/// What an object's `tp_traverse` visits, in its order.
fn referents(vm: &Vm, object: Ref, found: &mut Vec<Ref>) {
    let value = vm.get(object);
    // `subtype_traverse`: the slots, the attributes, the class, and what the base has.
    if let Some(attrs) = &value.attrs {
        found.extend(attrs.slots.iter().flatten());
        match &attrs.dict {
            InstanceDict::None => {}
            // The names are the class's (`_PyObject_VisitManagedDict`).
            InstanceDict::Inline(values) => found.extend(values.iter().map(|(_, &value)| value)),
            InstanceDict::Made(dict) => found.push(*dict),
        }
    }
    if let Some(class) = value.class
        && value.counts_class
    {
        found.push(class);
    }
    match &value.body {
        // A dict with nothing but texts for keys doesn't visit them (`dict_traverse`).
        Body::Dict(dict) => {
            let visits_keys = !dict.is_unicode();
            for (&key, &value) in dict.iter() {
                found.push(value);
                found.extend(visits_keys.then_some(key));
            }
        }
        // Visited from the end (`list_traverse`, `tupletraverse`).
        Body::List(_) | Body::Tuple(_) => found.extend(vm.items(object).iter().rev()),
        body => {
            if let Body::Extension(extension) = body
                && let Extension::Typing(typing) = &**extension
            {
                super::typing::referents(vm, object, typing, found);
                return;
            }
            body.references(false, &mut |held| found.push(held));
        }
    }
}

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("gc");
    vm.define(dict, "enable", |vm, args| {
        no_arguments(vm, args, "enable")?;
        vm.gc.enable();
        Ok(vm.none())
    });
    vm.define(dict, "disable", |vm, args| {
        no_arguments(vm, args, "disable")?;
        vm.gc.disable();
        Ok(vm.none())
    });
    vm.define(dict, "isenabled", |vm, args| {
        no_arguments(vm, args, "isenabled")?;
        let enabled = vm.gc.is_enabled();
        Ok(vm.bool(enabled))
    });
    vm.define(dict, "collect", collect);
    vm.define(dict, "is_tracked", |vm, args| {
        let object = clinic::one_argument(vm, args, "gc", "is_tracked")?;
        let tracked = vm.gc.is_tracked(object) || is_librarys(vm, object);
        Ok(vm.bool(tracked))
    });
    vm.define(dict, "get_threshold", |vm, args| {
        no_arguments(vm, args, "get_threshold")?;
        let values = vm.gc.threshold();
        numbers(vm, values)
    });
    vm.define(dict, "set_threshold", set_threshold);
    vm.define(dict, "get_count", |vm, args| {
        no_arguments(vm, args, "get_count")?;
        let values = vm.gc.count();
        numbers(vm, values)
    });
    vm.define(dict, "get_objects", get_objects);
    vm.define(dict, "get_referrers", |vm, args| {
        let found = gc::get_referrers(vm, args.pos);
        list(vm, found)
    });
    vm.define(dict, "get_referents", |vm, args| {
        let mut found = Vec::new();
        for &object in args.pos {
            referents(vm, object, &mut found);
        }
        list(vm, found)
    });
    vm.define(dict, "get_debug", |vm, args| {
        no_arguments(vm, args, "get_debug")?;
        let bits = vm.gc.debug().bits();
        Ok(vm.int_i64(i64::from(bits)))
    });
    vm.define(dict, "set_debug", |vm, args| {
        let flags = clinic::one_argument(vm, args, "gc", "set_debug")?;
        let bits = clinic::c_int(vm, flags)? as u32;
        vm.gc.set_debug(Flags::from_bits(bits));
        Ok(vm.none())
    });
    vm.define(dict, "freeze", |vm, args| {
        no_arguments(vm, args, "freeze")?;
        vm.gc.freeze();
        Ok(vm.none())
    });
    vm.define(dict, "unfreeze", |vm, args| {
        no_arguments(vm, args, "unfreeze")?;
        vm.gc.unfreeze();
        Ok(vm.none())
    });
    vm.define(dict, "get_freeze_count", |vm, args| {
        no_arguments(vm, args, "get_freeze_count")?;
        let count = vm.gc.freeze_count();
        Ok(vm.int_usize(count))
    });
    if vm.since(9) {
        vm.define(dict, "is_finalized", |vm, args| {
            let object = clinic::one_argument(vm, args, "gc", "is_finalized")?;
            let finalized = vm.heap.is_finalized(object);
            Ok(vm.bool(finalized))
        });
    }
    vm.define(dict, "get_stats", |vm, args| {
        no_arguments(vm, args, "get_stats")?;
        let stats = *vm.gc.stats();
        let mut items = Vec::new();
        for one in stats {
            let dict = vm.dict();
            for (name, value) in [
                ("collections", one.collections),
                ("collected", one.collected),
                ("uncollectable", one.uncollectable),
            ] {
                let value = vm.int_usize(value);
                vm.dict_set_str(dict, name, value);
                vm.decref(value);
            }
            if vm.since(15) {
                let candidates = vm.int_usize(one.candidates);
                vm.dict_set_str(dict, "candidates", candidates);
                vm.decref(candidates);
                // The model's collections take no time.
                let duration = vm.float(0.0);
                vm.dict_set_str(dict, "duration", duration);
                vm.decref(duration);
            }
            items.push(dict);
        }
        Ok(vm.list(items))
    });
    let flags = [
        ("DEBUG_STATS", Flags::STATS),
        ("DEBUG_COLLECTABLE", Flags::COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", Flags::UNCOLLECTABLE),
        ("DEBUG_SAVEALL", Flags::SAVEALL),
        ("DEBUG_LEAK", Flags::LEAK),
    ];
    for (name, flag) in flags {
        let value = vm.int_i64(i64::from(flag.bits()));
        vm.dict_set_str(dict, name, value);
        vm.decref(value);
    }
    for name in ["callbacks", "garbage"] {
        let list = vm.list(Vec::new());
        vm.dict_set_str(dict, name, list);
        // Held for ever, as the interpreter's state holds them.
        vm.permanent.push(list);
        match name {
            "callbacks" => vm.gc_callbacks = Some(list),
            _ => vm.gc_garbage = Some(list),
        }
    }
    module
}

/// Moves what the collector kept into the list that the program sees.
pub(crate) fn show_garbage(vm: &mut Vm) {
    let Some(list) = vm.gc_garbage else { return };
    for object in vm.gc.take_garbage() {
        vm.list_append(list, object);
    }
}
