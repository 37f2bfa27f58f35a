//! The module `gc`.

use gc::Flags;
use objects::Ref;

use crate::builtins::argument;
use crate::objects::Body;
use crate::vm::{R, Vm};

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

pub(super) fn make(vm: &mut Vm) -> Ref {
    let (module, dict) = vm.new_module("gc");
    vm.define(dict, "enable", |vm, _| {
        vm.gc.enable();
        Ok(vm.none())
    });
    vm.define(dict, "disable", |vm, _| {
        vm.gc.disable();
        Ok(vm.none())
    });
    vm.define(dict, "isenabled", |vm, _| {
        let enabled = vm.gc.is_enabled();
        Ok(vm.bool(enabled))
    });
    vm.define(dict, "collect", |vm, args| {
        let generation = match argument(vm, args, 0, "generation") {
            Some(generation) => vm.index(generation)? as i32,
            None => 2,
        };
        let found = match gc::collect_generation(vm, generation) {
            Ok(found) => found,
            Err(error) => return Err(vm.value_error(error.to_string())),
        };
        show_garbage(vm);
        Ok(vm.int_usize(found))
    });
    vm.define(dict, "is_tracked", |vm, args| {
        let tracked = vm.gc.is_tracked(args.pos[0]);
        Ok(vm.bool(tracked))
    });
    vm.define(dict, "get_threshold", |vm, _| {
        let values = vm.gc.threshold();
        numbers(vm, values)
    });
    vm.define(dict, "set_threshold", |vm, args| {
        let mut values = Vec::new();
        for &value in args.pos {
            values.push(vm.index(value)? as i32);
        }
        match vm.gc.set_threshold(&values) {
            Ok(()) => Ok(vm.none()),
            Err(error) => Err(vm.type_error(error.to_string())),
        }
    });
    vm.define(dict, "get_count", |vm, _| {
        let values = vm.gc.count();
        numbers(vm, values)
    });
    vm.define(dict, "get_objects", |vm, args| {
        let generation =
            match argument(vm, args, 0, "generation").filter(|&value| value != vm.one.none) {
                Some(value) => Some(vm.index(value)? as i32),
                None => None,
            };
        match gc::get_objects(vm, generation) {
            Ok(objects) => list(vm, objects),
            Err(error) => Err(vm.value_error(error.to_string())),
        }
    });
    vm.define(dict, "get_referrers", |vm, args| {
        let found = gc::get_referrers(vm, args.pos);
        list(vm, found)
    });
    vm.define(dict, "get_referents", |vm, args| {
        let mut found = Vec::new();
        for &object in args.pos {
            match vm.body(object) {
                // A dict with nothing but texts for keys doesn't visit them (`dict_traverse`).
                Body::Dict(dict) if dict.is_unicode() => {
                    found.extend(dict.iter().map(|(_, &value)| value));
                }
                // Visited from the end (`list_traverse`, `tupletraverse`).
                Body::List(_) | Body::Tuple(_) => found.extend(vm.items(object).iter().rev()),
                _ => found.extend(gc::get_referents(vm, &[object])),
            }
        }
        list(vm, found)
    });
    vm.define(dict, "get_debug", |vm, _| {
        let bits = vm.gc.debug().bits();
        Ok(vm.int_i64(i64::from(bits)))
    });
    vm.define(dict, "set_debug", |vm, args| {
        let bits = vm.index(args.pos[0])? as u32;
        vm.gc.set_debug(Flags::from_bits(bits));
        Ok(vm.none())
    });
    vm.define(dict, "freeze", |vm, _| {
        vm.gc.freeze();
        Ok(vm.none())
    });
    vm.define(dict, "unfreeze", |vm, _| {
        vm.gc.unfreeze();
        Ok(vm.none())
    });
    vm.define(dict, "get_freeze_count", |vm, _| {
        let count = vm.gc.freeze_count();
        Ok(vm.int_usize(count))
    });
    vm.define(dict, "is_finalized", |vm, args| {
        let finalized = vm.heap.is_finalized(args.pos[0]);
        Ok(vm.bool(finalized))
    });
    vm.define(dict, "get_stats", |vm, _| {
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
fn show_garbage(vm: &mut Vm) {
    let Some(list) = vm.gc_garbage else { return };
    for object in vm.gc.take_garbage() {
        vm.list_append(list, object);
    }
}
