//! The end of the interpreter: `Py_FinalizeEx` in `Python/pylifecycle.c`, as far as programs can see it.

mod modules;

use crate::vm::Vm;

/// Everything that waits for the end runs, and then the modules go.
pub(crate) fn finalize(vm: &mut Vm) {
    // `atexit`: the finalizers of `weakref.finalize` are all that can wait here.
    weakref::finalize::exitfunc(vm);
    vm.finishing = true;
    // With callbacks, and only if the program left collections on.
    if vm.gc.is_enabled() {
        gc::collect(vm);
    }
    modules::finalize_modules(vm);
}

/// What the interpreter's state lets go of at last (`interpreter_clear`); nothing can be printed any more.
pub(crate) fn clear_interpreter(vm: &mut Vm) {
    for container in [vm.builtins, vm.sys_namespace, vm.modules] {
        vm.clear_container(container);
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
    gc::collect(vm);
}
