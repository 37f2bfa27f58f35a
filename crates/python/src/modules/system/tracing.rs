//! `sys.settrace`, `sys.setprofile` and what belongs to them.

use objects::Ref;

use super::{no_arguments, one_argument};
use crate::objects::Body;
use crate::vm::{Args, R, Tool, Vm};

fn set(vm: &mut Vm, args: &Args<'_>, name: &str, tool: Tool) -> R {
    let function = one_argument(vm, args, name)?;
    let function = (function != vm.one.none).then_some(function);
    vm.set_tracer(tool, function);
    Ok(vm.none())
}

fn set_all(vm: &mut Vm, args: &Args<'_>, name: &str, tool: Tool) -> R {
    let function = one_argument(vm, args, name)?;
    let function = (function != vm.one.none).then_some(function);
    vm.set_tracers(tool, function);
    Ok(vm.none())
}

fn get(vm: &mut Vm, args: &Args<'_>, name: &str, tool: Tool) -> R {
    no_arguments(vm, args, name)?;
    let tracing = &vm.thread.tracing;
    let function = match tool {
        Tool::Trace => tracing.trace,
        Tool::Profile => tracing.profile,
    };
    let function = function.unwrap_or(vm.one.none);
    Ok(vm.incref(function))
}

/// `sys.call_tracing(func, args)`
fn call_tracing(vm: &mut Vm, args: &Args<'_>) -> R {
    crate::builtins::arity(vm, args, "call_tracing", 2, 2, 0)?;
    let Body::Tuple(items) = vm.body(args.pos[1]) else {
        let name = vm.tp_name(args.pos[1]);
        let text = format!("call_tracing() argument 2 must be tuple, not {name}");
        return Err(vm.type_error(text));
    };
    let items = items.items().to_vec();
    vm.call_tracing(args.pos[0], &items)
}

pub(super) fn boot(vm: &mut Vm, dict: Ref) {
    vm.define(dict, "settrace", |vm, args| {
        set(vm, args, "settrace", Tool::Trace)
    });
    vm.define(dict, "gettrace", |vm, args| {
        get(vm, args, "gettrace", Tool::Trace)
    });
    vm.define(dict, "setprofile", |vm, args| {
        set(vm, args, "setprofile", Tool::Profile)
    });
    vm.define(dict, "getprofile", |vm, args| {
        get(vm, args, "getprofile", Tool::Profile)
    });
    vm.define(dict, "call_tracing", call_tracing);
    if vm.since(12) {
        vm.define(dict, "_settraceallthreads", |vm, args| {
            set_all(vm, args, "_settraceallthreads", Tool::Trace)
        });
        vm.define(dict, "_setprofileallthreads", |vm, args| {
            set_all(vm, args, "_setprofileallthreads", Tool::Profile)
        });
    }
}
