//! How the modules go: `finalize_modules`, the same in its order from 3.8 (`PyImport_Cleanup`) to 3.15.

use gc::{Container, Tracking};
use objects::Ref;

use crate::objects::Body;
use crate::vm::Vm;

/// Names in `sys` under which a program's objects hide.
const SYS_DELETES: &[&str] = &[
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
    "__interactivehook__",
];

/// The streams, each with the name under which it was at first.
const SYS_FILES: &[(&str, &str)] = &[
    ("stdin", "__stdin__"),
    ("stdout", "__stdout__"),
    ("stderr", "__stderr__"),
];

/// Lets go of all modules: the main module with the others, in the order of their import; those that somebody holds
/// lose their names, the latest first; `sys` and `builtins` last.
pub(super) fn finalize_modules(vm: &mut Vm) {
    // What follows are collections of the shutdown, which tell nobody.
    let callbacks = vm.gc_callbacks.take();
    track_library(vm);
    delete_special(vm);
    let modules = remove_modules(vm);
    vm.clear_container(vm.modules);
    restore_builtins(vm);
    gc::collect(vm);
    let own = [vm.builtins, vm.sys_namespace];
    for module in modules.into_iter().rev() {
        // Only a module that somebody holds is there still; a namespace that outlives its module keeps its names.
        let Some(Body::Module { dict }) = vm.heap.get(module).map(|value| &value.body) else {
            continue;
        };
        let dict = *dict;
        if !own.contains(&dict) {
            clear_names(vm, dict);
        }
    }
    clear_names(vm, vm.sys_namespace);
    clear_names(vm, vm.builtins);
    vm.clear_container(vm.modules);
    gc::collect(vm);
    vm.gc_callbacks = callbacks;
}

/// What the library is made of was hidden from the collector while the program ran; now it is garbage like any other.
fn track_library(vm: &mut Vm) {
    let hidden: Vec<Ref> = vm
        .heap
        .iter()
        .filter(|(object, value)| {
            value.tracking() != Tracking::Never
                && !vm.heap.is_immortal(*object)
                && !vm.gc.is_tracked(*object)
        })
        .map(|(object, _)| object)
        .collect();
    for object in hidden {
        gc::track(vm, object);
    }
}

/// `finalize_modules_delete_special`
fn delete_special(vm: &mut Vm) {
    let none = vm.one.none;
    vm.dict_set_str(vm.builtins, "_", none);
    let sys = vm.sys_namespace;
    for name in SYS_DELETES {
        if vm.dict_get_str(sys, name).is_some() {
            vm.dict_set_str(sys, name, none);
        }
    }
    for (name, original) in SYS_FILES {
        let file = vm.dict_get_str(sys, original).unwrap_or(none);
        vm.dict_set_str(sys, name, file);
    }
}

/// `finalize_remove_modules`: puts `None` in the place of each module. The modules are returned as weak references.
fn remove_modules(vm: &mut Vm) -> Vec<Ref> {
    let names: Vec<Ref> = vm
        .dict_pairs(vm.modules)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let names = vm.increfs(&names);
    let mut modules = Vec::new();
    for name in names {
        let value = vm.dict_get_name(vm.modules, name);
        if let Some(module) = value.filter(|&value| matches!(vm.body(value), Body::Module { .. })) {
            modules.push(module);
            let none = vm.one.none;
            vm.dict_set_name(vm.modules, name, none);
        }
        vm.decref(name);
    }
    modules
}

/// `finalize_restore_builtins`: what the program put there goes, and what it took away comes back.
fn restore_builtins(vm: &mut Vm) {
    let held: Vec<Ref> = vm
        .dict_pairs(vm.builtins)
        .into_iter()
        .flat_map(|(name, value)| [name, value])
        .collect();
    let held = vm.increfs(&held);
    vm.clear_container(vm.builtins);
    for (name, value) in vm.dict_pairs(vm.builtins_copy) {
        vm.dict_set_name(vm.builtins, name, value);
    }
    for object in held {
        vm.decref(object);
    }
}

/// `_PyModule_ClearDict`: first the names with one underscore, then the rest but `__builtins__`.
fn clear_names(vm: &mut Vm, dict: Ref) {
    let none = vm.one.none;
    vm.incref(dict);
    for underscored in [true, false] {
        let names: Vec<Ref> = vm
            .dict_pairs(dict)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let names = vm.increfs(&names);
        for name in names {
            let text = vm.text(name);
            let has_one = text.starts_with('_') && !text.starts_with("__");
            let goes = (has_one || !underscored) && text != "__builtins__";
            if goes
                && vm
                    .dict_get_name(dict, name)
                    .is_some_and(|value| value != none)
            {
                vm.dict_set_name(dict, name, none);
            }
            vm.decref(name);
        }
    }
    vm.decref(dict);
}

impl Vm {
    /// Empties a dict or a list: `PyDict_Clear`, `list_clear`.
    pub(crate) fn clear_container(&mut self, container: Ref) {
        let held: Vec<Ref> = match self.body_mut(container) {
            Body::Dict(table) => table
                .clear()
                .into_iter()
                .flat_map(|(key, value)| [key, value])
                .collect(),
            Body::List(list) => list.clear().into_iter().rev().collect(),
            _ => Vec::new(),
        };
        if held.is_empty() {
            return;
        }
        self.resized(container);
        for object in held {
            self.decref(object);
        }
    }
}
