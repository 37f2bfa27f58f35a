//! The end of the interpreter: `Py_FinalizeEx` in `Python/pylifecycle.c`, as far as programs can see it.

mod modules;

use gc::{Container, Tracking};
use objects::Ref;

use crate::vm::Vm;

/// Everything that waits for the end runs, and then the modules go.
pub(crate) fn finalize(vm: &mut Vm) {
    vm.run_exit_functions();
    vm.destroy_interpreters();
    vm.finishing = true;
    // With callbacks, and only if the program left collections on.
    if vm.gc.is_enabled() {
        gc::collect(vm);
    }
    modules::finalize_modules(vm);
}

/// What the interpreter's state lets go of at last (`interpreter_clear`); nothing can be printed any more.
pub(crate) fn clear_interpreter(vm: &mut Vm) {
    // `PyThreadState_Clear`
    let hooks = std::mem::take(&mut vm.thread.asyncgen);
    vm.xdecref(hooks.firstiter);
    vm.xdecref(hooks.finalizer);
    vm.clear_tracers();
    let context = vm.thread.context.take();
    vm.xdecref(context);
    for container in [vm.builtins, vm.sys_namespace, vm.modules] {
        vm.clear_container(container);
    }
    for descriptor in std::mem::take(&mut vm.common_descriptors) {
        vm.decref(descriptor);
    }
    // `_PyGC_Fini`
    for list in [vm.gc_callbacks.take(), vm.gc_garbage.take()]
        .into_iter()
        .flatten()
    {
        vm.clear_container(list);
        vm.permanent.retain(|&held| held != list);
        vm.decref(list);
    }
    for object in vm.gc.take_garbage() {
        vm.decref(object);
    }
    track_library(vm);
    gc::collect(vm);
}

/// Tells the collector of what modules of the library made when they were imported, so that their cycles can go, too.
fn track_library(vm: &mut Vm) {
    let unknown: Vec<Ref> = vm
        .heap
        .iter()
        .filter(|(object, value)| {
            value.tracking() != Tracking::Never
                && !vm.gc.is_tracked(*object)
                && !vm.heap.is_immortal(*object)
        })
        .map(|(object, _)| object)
        .collect();
    for object in unknown {
        gc::retrack(vm, object);
    }
}
