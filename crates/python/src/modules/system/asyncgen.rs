//! `sys.set_asyncgen_hooks`: whom asynchronous generators tell that they begin, and that they die.

use objects::Ref;

use super::no_arguments;
use crate::builtins::argument;
use crate::vm::{Args, R, Vm};

pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "set_asyncgen_hooks", set);
    vm.define(dict, "get_asyncgen_hooks", get);
    let names = ["firstiter", "finalizer"];
    vm.threads.asyncgen_hooks = Some(vm.structseq_class("builtins", "asyncgen_hooks", &names));
}

/// A hook that may be given: `Some(None)` takes it away.
fn hook(vm: &mut Vm, args: &Args<'_>, place: usize, name: &str) -> R<Option<Option<Ref>>> {
    let Some(given) = argument(vm, args, place, name) else {
        return Ok(None);
    };
    if given == vm.one.none {
        return Ok(Some(None));
    }
    if !vm.callable(given) {
        let text = format!("callable {name} expected, got {}", vm.tp_name(given));
        return Err(vm.type_error(text));
    }
    Ok(Some(Some(given)))
}

fn set(vm: &mut Vm, args: &Args<'_>) -> R {
    let finalizer = hook(vm, args, 1, "finalizer")?;
    let firstiter = hook(vm, args, 0, "firstiter")?;
    for held in [finalizer, firstiter].into_iter().flatten().flatten() {
        vm.incref(held);
    }
    if let Some(finalizer) = finalizer {
        let old = std::mem::replace(&mut vm.thread.asyncgen.finalizer, finalizer);
        vm.xdecref(old);
    }
    if let Some(firstiter) = firstiter {
        let old = std::mem::replace(&mut vm.thread.asyncgen.firstiter, firstiter);
        vm.xdecref(old);
    }
    Ok(vm.none())
}

fn get(vm: &mut Vm, args: &Args<'_>) -> R {
    no_arguments(vm, args, "get_asyncgen_hooks")?;
    let Some(class) = vm.threads.asyncgen_hooks else {
        return Ok(vm.none());
    };
    let hooks = vm.thread.asyncgen;
    let none = vm.one.none;
    let items = [hooks.firstiter, hooks.finalizer].map(|hook| hook.unwrap_or(none));
    let items = vm.increfs(&items);
    Ok(vm.structseq(class, items))
}
